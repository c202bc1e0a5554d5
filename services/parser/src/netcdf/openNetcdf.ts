import type { Container, NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { ClassicNetcdfFile } from './classic/ClassicNetcdfFile.ts'
import { Hdf5NetcdfFile } from './hdf5/Hdf5NetcdfFile.ts'
import type { Hdf5Workers } from './hdf5/Hdf5Workers.ts'
import type { LocalFile } from './LocalFile.ts'

/**
 * Opens a local NetCDF file of a known container.
 *
 * @param file stays the caller's, and is needed for as long as the NetCDF file is read.
 * @param filename what the user calls the file, for sentences.
 * @throws IngestionError TRUNCATED or MALFORMED_NETCDF.
 */
export async function openNetcdf(
  file: LocalFile,
  container: Container,
  filename: string,
  hdf5: Hdf5Workers,
): Promise<NetcdfFile> {
  return container === 'HDF5'
    ? Hdf5NetcdfFile.open(await file.path(), filename, hdf5)
    : ClassicNetcdfFile.open(file, filename)
}
