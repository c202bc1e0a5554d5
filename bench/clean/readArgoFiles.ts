import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStaged, Profile } from '@floatchat/contracts/generated/records'
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
}

/** Reads every NetCDF file of a folder that holds profiles, in the order of their names; others are passed over. */
export async function readArgoFiles(folder: string): Promise<ArgoFile[]> {
  await using workers = new Hdf5Workers(1)
  const files: ArgoFile[] = []
  for (const name of (await readdir(folder)).filter((entry) => entry.endsWith('.nc')).sort()) {
    try {
      const profiles = await readArgoFile(join(folder, name), name, workers)
      if (profiles.length > 0) files.push({ name, profiles })
    } catch (error) {
      if (!(error instanceof IngestionError)) throw error
      console.error(error.message)
    }
  }
  return files
}

async function readArgoFile(path: string, name: string, workers: Hdf5Workers): Promise<Profile[]> {
  await using file = await DiskFile.open(path)
  const container = detectContainer(file, name)
  if (container === 'zip') return []
  await using netcdf = await openNetcdf(file, container, name, workers)
  // Of a staged file the parser needs only its name.
  const staged = { filename: name } as FileStaged
  const context = { signal: new AbortController().signal, progress() {} }
  const profiles: Profile[] = []
  for await (const { type, value } of parseFile(netcdf, staged, newRunId(), context)) {
    if (type === 'ProfileParsed') profiles.push(value.profile)
  }
  return profiles
}
