/**
 * Reads files as the parser does: a path a line on standard input, a line of JSON for each on standard output, with
 * every value of every profile (doubles, little-endian, base64), or the sentence that refuses the file.
 */
import { createInterface } from 'node:readline'
import type { Profile } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { DiskFile } from '@floatchat/parser/netcdf/DiskFile'
import { detectContainer } from '@floatchat/parser/netcdf/detectContainer'
import { Hdf5Workers } from '@floatchat/parser/netcdf/hdf5/Hdf5Workers'
import { openNetcdf } from '@floatchat/parser/netcdf/openNetcdf'
import { parseFile } from '@floatchat/parser/parseFile'

const workers = new Hdf5Workers(1)
const staged = {
  job_id: toJobId('00000000-0000-4000-8000-000000000001'),
  file_id: toFileId('00000000-0000-4000-8000-000000000002'),
  attempt: 1,
  dataset_id: 1,
  parent_dataset_id: null,
  dataset_name: null,
  filename: 'file.nc',
  object_key: '',
  size_bytes: 0,
  sha256: '',
  reason: 'UPLOAD' as const,
  archive: null,
  staged_at: 0,
  operation_id: null,
}
const context = { signal: new AbortController().signal, progress() {} }

for await (const path of createInterface(process.stdin)) console.log(JSON.stringify(await read(path)))
process.exit()

async function read(path: string) {
  try {
    await using local = await DiskFile.open(path)
    const container = detectContainer(local, staged.filename)
    if (container === 'zip') throw new TypeError('a zip')
    await using netcdf = await openNetcdf(local, container, staged.filename, workers)
    const rows: ReturnType<typeof rowOf>[] = []
    for await (const { type, value } of parseFile(netcdf, staged, newRunId(), context)) {
      if (type === 'ProfileParsed') rows.push(rowOf(value.profile))
      else return { rows, rejected: value.rejected.map(({ reason }) => reason), warnings: value.warnings }
    }
    return { failed: 'it ended without a FileParsed' }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

function rowOf({ parameters, ...profile }: Profile) {
  const { platform_number, cycle_number, direction, source_kind, profile_index, data_mode, timestamp } = profile
  const { juld, juld_qc, latitude, longitude, position_qc, vertical_sampling_scheme, date_update } = profile
  return {
    ...{ platform_number, cycle_number, direction, source_kind, profile_index, data_mode, timestamp, juld, juld_qc },
    ...{ latitude, longitude, position_qc, vertical_sampling_scheme, date_update },
    parameters: Object.fromEntries(
      parameters.map((each) => [
        each.name,
        {
          mode: each.data_mode,
          raw: bytesOf(each.raw, each.raw_double),
          qc: each.raw_qc,
          adjusted: bytesOf(each.adjusted, each.adjusted_double),
          adjusted_qc: each.adjusted_qc,
          error: bytesOf(each.adjusted_error, each.adjusted_error_double),
        },
      ]),
    ),
  }
}

function bytesOf(floats: Float32Array, doubles: Float64Array): string {
  const values = doubles.length > 0 ? doubles : Float64Array.from(floats)
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')
}
