import { basename } from 'node:path'
import type { FileParsed, FileStaged, Profile } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { type FileLimits, usualFileLimits } from '../../src/FileLimits.ts'
import { DiskFile } from '../../src/netcdf/DiskFile.ts'
import { detectContainer } from '../../src/netcdf/detectContainer.ts'
import { Hdf5Workers } from '../../src/netcdf/hdf5/Hdf5Workers.ts'
import type { LocalFile } from '../../src/netcdf/LocalFile.ts'
import { openNetcdf } from '../../src/netcdf/openNetcdf.ts'
import { parseFile } from '../../src/parseFile.ts'

/** Shared by the tests of one process; its threads end with it. */
export const hdf5Workers = new Hdf5Workers(2)

export interface Parsed {
  readonly profiles: readonly { readonly number: number; readonly profile: Profile }[]
  readonly closing: FileParsed
}

export const noContext = { signal: new AbortController().signal, progress() {} }

/** A FileStaged of which only the name matters. */
export function stagedFile(filename: string): FileStaged {
  return {
    job_id: toJobId('018f0000-0000-7000-8000-000000000001'),
    file_id: toFileId('018f0000-0000-7000-8000-000000000002'),
    attempt: 1,
    dataset_id: 1,
    parent_dataset_id: null,
    dataset_name: null,
    filename,
    object_key: `raw-uploads/1/${filename}`,
    size_bytes: 0,
    sha256: '',
    reason: 'UPLOAD',
    archive: null,
    staged_at: 0,
    operation_id: null,
  }
}

/** All that the parser makes of a file on the disk, without bucket and broker. */
export async function parseLocal(
  path: string,
  workers: Hdf5Workers = hdf5Workers,
  limits: Partial<FileLimits> = {},
): Promise<Parsed> {
  await using file = await DiskFile.open(path)
  return await parseOpened(file, basename(path), workers, limits)
}

export async function parseOpened(
  file: LocalFile,
  filename: string,
  workers: Hdf5Workers = hdf5Workers,
  limits: Partial<FileLimits> = {},
): Promise<Parsed> {
  const container = detectContainer(file, filename)
  if (container === 'zip') throw new TypeError(`${filename} is a zip`)
  await using netcdf = await openNetcdf(file, container, filename, workers)
  const profiles: { number: number; profile: Profile }[] = []
  for await (const { type, value } of parseFile(netcdf, stagedFile(filename), newRunId(), noContext, {
    ...usualFileLimits,
    ...limits,
  })) {
    if (type === 'ProfileParsed') profiles.push({ number: value.profile_number, profile: value.profile })
    else return { profiles, closing: value }
  }
  throw new Error('no FileParsed came')
}
