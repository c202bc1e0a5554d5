import { avroType } from '@floatchat/contracts/avroType'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { RunId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { subjectName } from '@floatchat/contracts/subjectName'
import {
  datasetsSummarized,
  datasetsWritten,
  filesStaged,
  profilesCleaned,
  profilesParsed,
  type Topic,
} from '@floatchat/contracts/topics'
import { encodeRecord } from '@floatchat/contracts/wireFormat'
import type { Operations } from '@floatchat/operations/openOperations'
import type { RawMessage } from '@floatchat/stage/deadLetter'
import { header, textHeaders } from '@floatchat/stage/messageHeaders'
import type { EncodedMessage } from '@floatchat/stage/openProducer'
import { readTopic } from '@floatchat/stage/readTopic'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { System } from '../openSystem.ts'
import type { Fault, Flow } from './underFault.ts'

const topics: readonly Topic[] = [filesStaged, profilesParsed, profilesCleaned, datasetsWritten, datasetsSummarized]

/** What was sent, and by which runs its way through the stages is known. */
interface SentInFuture {
  readonly job: string
  readonly runs: Readonly<Record<'profiles.parsed' | 'profiles.cleaned', RunId>>
  /** Runs over the file that there were before. */
  readonly before: ReadonlySet<string>
}

/**
 * The fault of records of a future version among today's, of the first of these files, which is ingested before. It ends
 * when each stage has read them.
 */
export async function inFutureVersion(
  system: System,
  operations: Operations,
  [file]: Flow,
): Promise<Pick<Fault, 'begin' | 'end'>> {
  if (file === undefined) throw new Error('no file')
  const { job_id } = await system.ingest(file)
  let sent: Promise<SentInFuture> | undefined
  return {
    begin() {
      sent = sendInFutureVersion(system, operations, job_id)
      return sent
    },
    async end() {
      if (sent === undefined) throw new Error('nothing was sent')
      await futureVersionRead(operations, await sent)
    },
  }
}

/**
 * Sends the records of a job once more, on the topic of each stage, as a service of a future version would:
 * each schema has a field more, with a default, registered beside today's. What is inside a file is a run of its own.
 */
async function sendInFutureVersion(system: System, operations: Operations, job: string): Promise<SentInFuture> {
  const registry = connectRegistry({ SCHEMA_REGISTRY_URL: system.env.SCHEMA_REGISTRY_URL ?? '' })
  const runs = { 'profiles.cleaned': newRunId(), 'profiles.parsed': newRunId() }
  const before = new Set<string>()
  const messages: EncodedMessage[] = []
  for (const topic of topics) {
    const already = messages.length
    for (const raw of await recordsOf(operations, topic, job)) {
      const { type: record, value } = await decodeIncoming(operations.io, raw.value)
      const { [header.run]: run } = textHeaders(raw.headers)
      if (run !== undefined) before.add(run)
      const schema = future(record)
      const id = await registry.register(subjectName(operations.topicPrefix + topic.name, record), schema as never)
      const own = topic.name in runs ? inRun(value as object, runs[topic.name as keyof typeof runs]) : (value as object)
      const bytes = encodeRecord(id, avroType(schema as never), { ...own, added_later: 'from the future' })
      messages.push({ topic: raw.topic, partition: raw.partition, key: raw.key, value: bytes, headers: {} })
    }
    expect(messages.length).toBeGreaterThan(already)
  }
  expect(before.size).toBeGreaterThan(0)
  await operations.producer.send(messages)
  return { job, runs, before }
}

/** Resolves when each stage has done with the records what it does with today's. */
async function futureVersionRead(operations: Operations, { job, runs, before }: SentInFuture): Promise<void> {
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

function future(record: string): object {
  const schema = selfContainedSchema(record) as { readonly fields: readonly object[] }
  const added = { name: 'added_later', type: 'string', default: '', doc: 'Known to a later version.' }
  return { ...(schema as object), fields: [...schema.fields, added] }
}

function inRun(value: object, run_id: RunId): object {
  return 'parsed' in value ? { ...value, parsed: { ...(value.parsed as object), run_id } } : { ...value, run_id }
}
