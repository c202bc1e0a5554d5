import { ClassicNetcdfFile } from './classic/ClassicNetcdfFile.ts'
import { Hdf5NetcdfFile } from './hdf5/Hdf5NetcdfFile.ts'
import type { Hdf5Workers } from './hdf5/Hdf5Workers.ts'
import type { Container, NetcdfFile } from './NetcdfFile.ts'

/**
 * Opens a local NetCDF file of a known container.
 *
 * @param filename what the user calls the file, for sentences.
 * @throws IngestionError TRUNCATED or MALFORMED_NETCDF.
 */
export function openNetcdf(
  path: string,
  container: Container,
  filename: string,
  hdf5: Hdf5Workers,
): Promise<NetcdfFile> {
  return container === 'HDF5' ? Hdf5NetcdfFile.open(path, filename, hdf5) : ClassicNetcdfFile.open(path, filename)
}
