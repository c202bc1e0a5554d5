/**
 * One process of the bench: parses a file as the service does, from the local disk, some times over.
 *
 * `node parseFile.ts FILE TIMES` prints a line of JSON.
 */
import { stat } from 'node:fs/promises'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { DiskFile } from '@floatchat/parser/netcdf/DiskFile'
import { detectContainer } from '@floatchat/parser/netcdf/detectContainer'
import { Hdf5Workers } from '@floatchat/parser/netcdf/hdf5/Hdf5Workers'
import { openNetcdf } from '@floatchat/parser/netcdf/openNetcdf'
import { parseFile } from '@floatchat/parser/parseFile'

const [path = '', times = '1'] = process.argv.slice(2)
const workers = new Hdf5Workers(1)
const file = {
  job_id: toJobId('00000000-0000-4000-8000-000000000001'),
  file_id: toFileId('00000000-0000-4000-8000-000000000002'),
  attempt: 1,
  dataset_id: 1,
  parent_dataset_id: null,
  dataset_name: null,
  filename: 'bench.nc',
  object_key: '',
  size_bytes: (await stat(path)).size,
  sha256: '',
  reason: 'UPLOAD' as const,
  archive: null,
  staged_at: 0,
  operation_id: null,
}
const context = { signal: new AbortController().signal, progress() {} }
const runs: { wall: number; cpu: number }[] = []
let profiles = 0
let values = 0
let rssMiB = 0
for (let run = 0; run < Number(times); run += 1) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  profiles = 0
  values = 0
  await using local = await DiskFile.open(path)
  const container = detectContainer(local, file.filename)
  if (container === 'zip') throw new TypeError('a zip')
  await using netcdf = await openNetcdf(local, container, file.filename, workers)
  for await (const { type, value } of parseFile(netcdf, file, newRunId(), context)) {
    if (type !== 'ProfileParsed') continue
    profiles += 1
    for (const each of value.profile.parameters) values += each.raw.length
  }
  const used = process.cpuUsage(cpu)
  // One file in a process, as far as memory goes: the first reading counts.
  if (run === 0) rssMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  runs.push({ wall: performance.now() - began, cpu: (used.user + used.system) / 1000 })
}
console.log(JSON.stringify({ runs, profiles, values, rssMiB }))
