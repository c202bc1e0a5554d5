import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStaged, FloatMetadata, Profile } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import { newRunId } from '@floatchat/contracts/newRunId'
import { DiskFile } from '@floatchat/parser/netcdf/DiskFile'
import { detectContainer } from '@floatchat/parser/netcdf/detectContainer'
import { Hdf5Workers } from '@floatchat/parser/netcdf/hdf5/Hdf5Workers'
import { openNetcdf } from '@floatchat/parser/netcdf/openNetcdf'
import { parseFile } from '@floatchat/parser/parseFile'

/** Profiles of an Argo file as the parser hands them on. */
export interface ArgoFile {
  readonly name: string
  readonly profiles: readonly Profile[]
  /** What a `_meta.nc` file says; null for any other. */
  readonly metadata: FloatMetadata | null
}

/** Reads every NetCDF file of a folder that holds profiles, in the order of their names; others are passed over. */
export async function readArgoFiles(folder: string): Promise<ArgoFile[]> {
  const files: ArgoFile[] = []
  for await (const file of eachArgoFile(folder)) if (file.profiles.length > 0) files.push(file)
  return files
}

/** Reads the NetCDF files of a folder one after the other, for who needs no more than one in memory. */
export async function* eachArgoFile(folder: string): AsyncGenerator<ArgoFile> {
  await using workers = new Hdf5Workers(1)
  for (const name of (await readdir(folder)).filter((entry) => entry.endsWith('.nc')).sort()) {
    try {
      yield await readArgoFile(join(folder, name), name, workers)
    } catch (error) {
      if (!(error instanceof IngestionError)) throw error
      console.error(error.message)
    }
  }
}

async function readArgoFile(path: string, name: string, workers: Hdf5Workers): Promise<ArgoFile> {
  await using file = await DiskFile.open(path)
  const container = detectContainer(file, name)
  if (container === 'zip') return { name, profiles: [], metadata: null }
  await using netcdf = await openNetcdf(file, container, name, workers)
  // Of a stored file the parser needs only its name.
  const staged = { filename: name } as FileStaged
  const context = { signal: new AbortController().signal, progress() {} }
  const profiles: Profile[] = []
  let metadata: FloatMetadata | null = null
  for await (const { type, value } of parseFile(netcdf, staged, newRunId(), context)) {
    if (type === 'ProfileParsed') profiles.push(value.profile)
    else if (type === 'FileParsed') metadata = value.float_metadata
  }
  return { name, profiles, metadata }
}
