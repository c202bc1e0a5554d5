/**
 * One process of the bench: does with a file what the parser does, but for bucket and broker, and prints a line of JSON.
 *
 *   node parserRun.ts FILE [TIMES]       as often at the same time
 */
import { mkdtempSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Readable } from 'node:stream'
import { avroType } from '@floatchat/contracts/avroType'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import type { Bucket } from '@floatchat/objects/Bucket'
import { expandArchive } from '@floatchat/parser/archive/expandArchive'
import { DiskFile } from '@floatchat/parser/netcdf/DiskFile'
import { detectContainer } from '@floatchat/parser/netcdf/detectContainer'
import { Hdf5Workers } from '@floatchat/parser/netcdf/hdf5/Hdf5Workers'
import { openNetcdf } from '@floatchat/parser/netcdf/openNetcdf'
import { parseFile } from '@floatchat/parser/parseFile'
import { settings } from '@floatchat/parser/settings'
import { AtHand } from '@floatchat/parser/staging/AtHand'
import { WorkFolder } from '@floatchat/parser/staging/WorkFolder'

const [path = '', times = '1'] = process.argv.slice(2)
const size_bytes = (await stat(path)).size
const file = {
  job_id: toJobId('00000000-0000-4000-8000-000000000001'),
  file_id: toFileId('00000000-0000-4000-8000-000000000002'),
  attempt: 1,
  dataset_id: 1,
  parent_dataset_id: null,
  dataset_name: null,
  filename: basename(path),
  object_key: '',
  size_bytes,
  sha256: '',
  reason: 'UPLOAD' as const,
  archive: null,
  staged_at: 0,
  operation_id: null,
}
const context = { signal: new AbortController().signal, progress() {} }
const types = Object.fromEntries(
  ['ProfileParsed', 'FileParsed', 'FileStaged', 'StageProgress'].map((name) => [
    name,
    avroType(selfContainedSchema(name)),
  ]),
)
// What is staged goes nowhere: only that it is expanded counts here.
const nowhere = {
  async put(_key: string, body: Readable | Buffer) {
    if (Buffer.isBuffer(body)) return { sizeBytes: body.length }
    let sizeBytes = 0
    for await (const chunk of body) sizeBytes += (chunk as Buffer).length
    return { sizeBytes }
  },
  async remove() {},
} as unknown as Bucket

const began = performance.now()
const before = process.cpuUsage()
const turns = monitorEventLoopDelay({ resolution: 5 })
turns.enable()
let outputs = 0
let bytes = 0
let refused: string | undefined
await using workers = new Hdf5Workers(Number(times))
await Promise.all(Array.from({ length: Number(times) }, handle))
turns.disable()
const used = process.cpuUsage(before)
console.log(
  JSON.stringify({
    outputs,
    bytes,
    refused,
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    turnMs: turns.max / 1e6,
    rssMiB: process.resourceUsage().maxRSS / 1024,
  }),
)
process.exit(0)

async function handle(): Promise<void> {
  try {
    for await (const { type, value } of outputsOf()) {
      outputs += 1
      bytes += types[type]?.toBuffer(value).length ?? 0
    }
  } catch (error) {
    refused = error instanceof Error ? error.message : String(error)
  }
}

async function* outputsOf() {
  await using local = await DiskFile.open(path)
  const container = detectContainer(local, file.filename)
  if (container === 'zip') {
    await using folder = await WorkFolder.claim(mkdtempSync(join(tmpdir(), 'worst-')))
    yield* expandArchive(path, file, {
      ...context,
      bucket: nowhere,
      folder,
      atHand: new AtHand(),
      limits: settings.parse({}),
    })
    return
  }
  await using netcdf = await openNetcdf(local, container, file.filename, workers)
  yield* parseFile(netcdf, file, newRunId(), context)
}
