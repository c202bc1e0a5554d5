import { avroType } from '@floatchat/contracts/avroType'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { FileStaged, StageProgress } from '@floatchat/contracts/generated/records'
import type { RunId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { releasedSchemas } from '@floatchat/contracts/releasedSchemas'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { subjectName } from '@floatchat/contracts/subjectName'
import {
  datasetsSummarized,
  datasetsWritten,
  filesStaged,
  jobsProgress,
  profilesCleaned,
  profilesParsed,
  type Topic,
} from '@floatchat/contracts/topics'
import { encodeRecord } from '@floatchat/contracts/wireFormat'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { header, textHeaders } from '@floatchat/kafka/messageHeaders'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import type { Operations } from '@floatchat/operations/openOperations'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { System } from '../openSystem.ts'
import type { Fault, Flow } from './underFault.ts'

const topics: readonly Topic[] = [filesStaged, profilesParsed, profilesCleaned, datasetsWritten, datasetsSummarized]

/** A symbol that no enumeration has today. */
const symbol = 'OF_TOMORROW'

type Schema = ReturnType<typeof selfContainedSchema>

/** How records are written by a version other than today's. */
export interface OtherVersion {
  readonly schemaOf: (record: string) => Schema
  /** A record of today as that version has it. */
  readonly valueOf: (record: string, value: object) => object
}

/**
 * A service of tomorrow: each schema has a field more, with a default, and each enumeration a symbol more, which the
 * records hold wherever a reader of today has something to take it for.
 */
export const futureVersion: OtherVersion = {
  schemaOf: future,
  valueOf: (_record, value) => ({ ...inTomorrowsWords(value), added_later: 'from the future' }),
}

/** The releases of the contracts, oldest first. */
export const releases: readonly string[] = releasedSchemas('FileStaged').map(({ version }) => version)

/** A service of a release, which knows the fields of then and no others. */
export function releasedVersion(version: string): OtherVersion {
  const schemaOf = (record: string) => {
    const found = releasedSchemas(record).find((one) => one.version === version)
    if (found === undefined) throw new Error(`release ${version} has no ${record}`)
    return found.schema
  }
  return {
    schemaOf,
    valueOf(record, value) {
      const [today, then] = [avroType(selfContainedSchema(record)), avroType(schemaOf(record))]
      return then.fromBuffer(today.toBuffer(value), then.createResolver(today)) as object
    },
  }
}

/** What was sent, and by which runs its way through the stages is known. */
interface SentInOther {
  readonly job: string
  readonly runs: Readonly<Record<'profiles.parsed' | 'profiles.cleaned', RunId>>
  /** Runs over the file that there were before. */
  readonly before: ReadonlySet<string>
}

/**
 * The fault of records of another version among today's, of the first of these files, which is ingested before. It ends
 * when each stage has read them.
 */
export async function inOtherVersion(
  system: System,
  operations: Operations,
  [file]: Flow,
  version: OtherVersion,
): Promise<Pick<Fault, 'begin' | 'end'>> {
  if (file === undefined) throw new Error('no file')
  const { job_id } = await system.ingest(file)
  let sent: Promise<SentInOther> | undefined
  return {
    begin() {
      sent = sendInOtherVersion(system, operations, job_id, version)
      return sent
    },
    async end() {
      if (sent === undefined) throw new Error('nothing was sent')
      await otherVersionRead(operations, await sent)
    },
  }
}

/**
 * Sends the records of a job once more, on the topic of each stage, as a service of that version would. Its schemas are
 * registered beside today's. What is inside a file is a run of its own.
 */
async function sendInOtherVersion(
  system: System,
  operations: Operations,
  job: string,
  version: OtherVersion,
): Promise<SentInOther> {
  const registry = connectRegistry({ SCHEMA_REGISTRY_URL: system.env.SCHEMA_REGISTRY_URL ?? '' })
  const runs = { 'profiles.cleaned': newRunId(), 'profiles.parsed': newRunId() }
  const before = new Set<string>()
  const messages: EncodedMessage[] = []
  const add = async (topic: Topic, record: string, value: object, key: Buffer | string | null, partition?: number) => {
    const schema = version.schemaOf(record)
    const name = operations.topicPrefix + topic.name
    const id = await registry.register(subjectName(name, record), schema)
    const bytes = encodeRecord(id, avroType(schema), version.valueOf(record, value))
    messages.push({ topic: name, ...(partition === undefined ? {} : { partition }), key, value: bytes, headers: {} })
  }
  for (const topic of topics) {
    const already = messages.length
    for (const raw of await recordsOf(operations, topic, job)) {
      const { type: record, value } = await decodeIncoming(operations.io, raw.value)
      const { [header.run]: run } = textHeaders(raw.headers)
      if (run !== undefined) before.add(run)
      const own = topic.name in runs ? inRun(value as object, runs[topic.name as keyof typeof runs]) : (value as object)
      await add(topic, record, own, raw.key, raw.partition)
      if (record === 'FileStaged') await add(jobsProgress, 'StageProgress', progressOf(value as FileStaged), job)
    }
    expect(messages.length).toBeGreaterThan(already)
  }
  expect(before.size).toBeGreaterThan(0)
  await operations.producer.send(messages)
  return { job, runs, before }
}

/** What the other version says of a file: stages of today are too quick to say anything of a small one. */
function progressOf({ job_id, file_id, attempt }: FileStaged): StageProgress {
  const said = { stage: 'gateway', state: 'DONE', done: 1, total: 1 } as const
  return { job_id, file_id, attempt, run_id: newRunId(), ...said, archive: null, at: Date.now() }
}

/** Resolves when each stage has done with the records what it does with today's. */
async function otherVersionRead(operations: Operations, { job, runs, before }: SentInOther): Promise<void> {
  const runsOn = async (topic: Topic) =>
    (await recordsOf(operations, topic, job)).map(({ headers }) => textHeaders(headers)[header.run])
  await eventually(async () => {
    // The parser has run over the file again; the cleaner's and the writer's outputs are of the runs sent to them.
    const parsed = await runsOn(profilesParsed)
    expect(parsed.filter((run) => run !== undefined && !before.has(run))).not.toEqual([])
    expect(await runsOn(profilesCleaned)).toContain(runs['profiles.parsed'])
    expect(await runsOn(datasetsWritten)).toContain(runs['profiles.cleaned'])
  }, 60)
}

/** What a stage made of the job: messages with the headers that the stages give them. */
async function recordsOf({ kafka, topicPrefix }: Operations, topic: Topic, job: string): Promise<RawMessage[]> {
  const found: RawMessage[] = []
  for await (const raw of readTopic(kafka, topicPrefix + topic.name)) {
    if (textHeaders(raw.headers)[header.job] === job) found.push(raw)
  }
  return found
}

function future(record: string): Schema {
  const schema = selfContainedSchema(record) as unknown as { readonly fields: readonly object[] }
  const added = { name: 'added_later', type: 'string', default: '', doc: 'Known to a later version.' }
  return JSON.parse(
    JSON.stringify({ ...schema, fields: [...schema.fields, added] }),
    (_key, node: { type?: string; symbols?: string[] } | null) =>
      node?.type === 'enum' ? { ...node, symbols: [symbol, ...(node.symbols ?? [])] } : node,
  ) as Schema
}

/** The same with the new symbol for every reason, float type, source of a summary, stage and state. */
function inTomorrowsWords(value: object): object {
  const of = (key: string) =>
    ['float_type', 'summary_source'].includes(key) ||
    (key === 'reason' && 'object_key' in value) ||
    (['stage', 'state'].includes(key) && 'done' in value)
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [key, of(key) ? symbol : wordsWithin(part)]),
  )
}

function wordsWithin(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(wordsWithin)
  return typeof part === 'object' && part !== null && !ArrayBuffer.isView(part) ? inTomorrowsWords(part) : part
}

function inRun(value: object, run_id: RunId): object {
  return 'parsed' in value ? { ...value, parsed: { ...(value.parsed as object), run_id } } : { ...value, run_id }
}
