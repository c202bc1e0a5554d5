import type { FileCleaned, FileParsed, FileStaged } from '@floatchat/contracts/generated/records'
import type { RunId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { filesStaged, profilesCleaned, profilesParsed, to } from '@floatchat/contracts/topics'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { enqueue } from '@floatchat/db/outbox/enqueue'
import { header, textHeaders, weightOf } from '@floatchat/kafka/messageHeaders'
import { OutputBuffer } from '@floatchat/kafka/OutputBuffer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { continueTrace, traceparentHeader, traceparentOf } from '@floatchat/service/trace'
import { decodeIncoming, encodeOutgoing } from '@floatchat/stage/StageIo'
import type { Operations } from './openOperations.ts'
import { stagedFiles } from './stagedFiles.ts'

export type ReplaySource = 'files.staged' | 'profiles.parsed' | 'profiles.cleaned'

/** What to process again: of the files that match everything given, each once, in a new run. */
export interface ReplayRequest {
  readonly from: ReplaySource
  readonly job?: string | undefined
  /** A dataset, or a zip's dataset for all of its members. */
  readonly dataset?: number | undefined
  /** Only files whose (closing) record is not older, milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number | undefined
  /** Only files whose (closing) record is at or behind this place. */
  readonly offset?: { readonly partition: number; readonly offset: bigint } | undefined
  readonly dryRun: boolean
}

export interface ReplayResult {
  readonly files: readonly { readonly file: FileStaged; readonly records: number }[]
  /** Files that match but cannot be replayed from here, and why. */
  readonly left: readonly { readonly filename: string; readonly reason: string }[]
}

const batchBytes = 900_000
/** Events put into the outbox by one statement. */
const eventsAtOnce = 500
/** So many files at once are no bulk: they go on the topic, at once. */
const atOnce = 20

/**
 * Puts records on their topic again, as a new run of each file. The system goes on meanwhile: a new run
 * never mixes with another, and the writer leaves what is the same as it is.
 */
export function replay(operations: Operations, request: ReplayRequest): Promise<ReplayResult> {
  return request.from === 'files.staged'
    ? replayFiles(operations, request)
    : replayProfiles(operations, request.from, request)
}

const means = ({ job, dataset }: ReplayRequest, file: FileStaged) =>
  (job === undefined || file.job_id === job) &&
  (dataset === undefined || file.dataset_id === dataset || file.parent_dataset_id === dataset)

const rangeOf = ({ since, offset }: ReplayRequest) => ({
  ...(since === undefined ? {} : { since }),
  ...(offset === undefined ? {} : { from: offset }),
})

async function replayFiles(operations: Operations, request: ReplayRequest): Promise<ReplayResult> {
  const found = await stagedFiles(operations, { file: (file) => means(request, file) }, rangeOf(request))
  // A zip brings its members along.
  const entries = [...found.values()].filter(
    ({ file }) => file.archive === null || !found.has(file.archive.archive_file_id),
  )
  const again = entries.map(({ file, traceparent }) => ({
    file: { ...file, reason: 'REPLAY' as const, operation_id: null },
    traceparent: traceparent ?? traceparentOf(continueTrace(undefined)),
  }))
  if (!request.dryRun) await (again.length > atOnce ? waitInBulk : putOnTopic)(operations, again)
  return { files: entries.map(({ file }) => ({ file, records: 1 })), left: [] }
}

interface Again {
  readonly file: FileStaged
  readonly traceparent: string
}

async function putOnTopic(operations: Operations, again: readonly Again[]): Promise<void> {
  const output = new OutputBuffer(operations.producer, batchBytes)
  for (const { file, traceparent } of again)
    await output.add(await encodeOutgoing(operations.io, to(filesStaged, 'FileStaged', file), { traceparent }))
  await output.settle()
}

/** Many files would be a long queue before a live one: a gateway puts them on the topic as there is room. */
function waitInBulk({ database }: Operations, again: readonly Again[]): Promise<void> {
  return asDatabaseWork('Putting the files of a replay into the outbox', () =>
    database.pool.transaction(async (transaction) => {
      for (let from = 0; from < again.length; from += eventsAtOnce) {
        await enqueue(
          transaction,
          again.slice(from, from + eventsAtOnce).map(({ file, traceparent }) => ({
            ...{ topic: filesStaged.name, record_type: 'FileStaged', record: file, traceparent },
            ...{ job_id: file.job_id, bulk_file_id: file.file_id },
          })),
        )
      }
    }),
  )
}

interface Run {
  readonly file: FileStaged
  readonly oldRun: string
  readonly newRun: RunId
  /** Profile records that the closing record speaks of. */
  readonly expected: number
}

async function replayProfiles(
  operations: Operations,
  source: 'profiles.parsed' | 'profiles.cleaned',
  request: ReplayRequest,
): Promise<ReplayResult> {
  const { kafka, io, topicPrefix } = operations
  const closing = source === 'profiles.parsed' ? 'FileParsed' : 'FileCleaned'
  const latest = await latestRuns(operations, source, closing, request)
  const runs = new Map([...latest.values()].map((run) => [run.oldRun, run]))

  const available = new Map<string, number>()
  for await (const message of readTopic(kafka, topicPrefix + source)) {
    const headers = textHeaders(message.headers)
    const run = headers[header.run] ?? ''
    if (runs.has(run) && headers[header.record] !== closing) available.set(run, (available.get(run) ?? 0) + 1)
  }
  const left: { filename: string; reason: string }[] = []
  for (const [id, { file, expected }] of runs) {
    const there = available.get(id) ?? 0
    if (there >= expected) continue
    runs.delete(id)
    const reason = `Only ${there} of its ${expected} profiles are still on ${source}: replay it from files.staged.`
    left.push({ filename: file.filename, reason })
  }

  if (!request.dryRun && runs.size > 0) {
    const output = new OutputBuffer(operations.producer, batchBytes)
    for await (const message of readTopic(kafka, topicPrefix + source)) {
      const headers = textHeaders(message.headers)
      const run = runs.get(headers[header.run] ?? '')
      if (run === undefined) continue
      const { type, value } = await decodeIncoming(io, message.value)
      const topic = source === 'profiles.parsed' ? profilesParsed : profilesCleaned
      const record = { topic, type, value: inRun(value as object, run.newRun) }
      await output.add(
        await encodeOutgoing(io, record, {
          traceparent: headers[traceparentHeader] ?? traceparentOf(continueTrace(undefined)),
          weight: weightOf(headers),
          partition: message.partition,
        }),
      )
    }
    await output.settle()
  }
  return { files: [...runs.values()].map(({ file, expected }) => ({ file, records: expected + 1 })), left }
}

/** The latest whole run of each file that is meant, by its closing record. */
async function latestRuns(
  { kafka, io, topicPrefix }: Operations,
  source: string,
  closing: string,
  request: ReplayRequest,
): Promise<Map<string, Run>> {
  const latest = new Map<string, Run>()
  for await (const message of readTopic(kafka, topicPrefix + source, rangeOf(request))) {
    if (textHeaders(message.headers)[header.record] !== closing) continue
    const { value } = await decodeIncoming(io, message.value)
    // The header says which of the two it is, and it was decoded by that schema.
    const parsed = closing === 'FileParsed' ? (value as FileParsed) : (value as FileCleaned).parsed
    if (parsed.void_reason !== null || !means(request, parsed.file)) continue
    const known = latest.get(parsed.file.file_id)
    if (known !== undefined && known.oldRun > parsed.run_id) continue
    const expected = closing === 'FileParsed' ? parsed.profiles_parsed : (value as FileCleaned).profiles_cleaned
    latest.set(parsed.file.file_id, { file: parsed.file, oldRun: parsed.run_id, newRun: newRunId(), expected })
  }
  return latest
}

function inRun(value: object, run_id: RunId): object {
  return 'parsed' in value ? { ...value, parsed: { ...(value.parsed as FileParsed), run_id } } : { ...value, run_id }
}
