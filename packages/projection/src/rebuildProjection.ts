import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { conflict } from '@floatchat/contracts/IngestionError'
import { deadLetterStages } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { claimRebuilding, haltProjection } from '@floatchat/db/jobs/lockJobs'
import {
  clearRebuilt,
  countRebuilt,
  keepRebuilt,
  type RebuiltCounts,
  swapRebuilt,
} from '@floatchat/db/jobs/rebuiltFiles'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { readTopic } from '@floatchat/kafka/readTopic'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import { foldFiles } from './applyEvents.ts'
import { refreshJobs } from './refreshJobs.ts'
import { jobTopics, toJobEvent } from './toJobEvent.ts'

const batchSize = 500

export interface Rebuilt extends RebuiltCounts {
  readonly events: number
}

/**
 * Folds the jobs anew from the beginning of the topics, in a table beside the served one, and then puts the
 * result in its place: once while everything goes on, and once more, for what came meanwhile, while no gateway
 * changes the projection. Jobs of which the topics no longer have the beginning stay as they are: topics keep their
 * records for different times, and what is left of such a job would not be all of it.
 *
 * @throws IngestionError CONFLICT where another rebuilding is under way.
 */
export async function rebuildProjection(options: {
  readonly database: Database
  readonly settings: StageSettings
  readonly log: Logger
  /** Only says what would come of it. */
  readonly dryRun?: boolean
  /** Called now and then with the number of events read. */
  readonly progress?: (events: number) => void
}): Promise<Rebuilt> {
  const { database, settings, log, dryRun = false, progress } = options
  const kafka = connectKafka(settings, 'floatchat-gateway-rebuild', log)
  const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, [])
  const topics = [...jobTopics.map(({ name }) => name), ...deadLetterStages.map((stage) => `${stage}.dlq`)]
  // Where the second passage begins: messages may come a little late, and again is as good as once.
  const began = Date.now() - 60_000
  /** Jobs of which the upload was read. */
  const whole = new Set<string>()
  let events = 0

  return asDatabaseWork('Rebuilding the jobs', () =>
    database.pool.transaction(async (claim) => {
      if (!(await claimRebuilding(claim))) throw conflict('The jobs are being rebuilt already.')
      await database.pool.transaction(clearRebuilt)
      await readAll(undefined)
      if (dryRun) {
        return database.pool.transaction(async (transaction) => {
          await keepRebuilt(transaction, [...whole])
          const counts = await countRebuilt(transaction)
          await clearRebuilt(transaction)
          return { events, ...counts }
        })
      }
      return database.pool.transaction(async (transaction) => {
        await haltProjection(transaction)
        await readAll(began)
        await keepRebuilt(transaction, [...whole])
        const counts = await countRebuilt(transaction)
        const jobIds = await swapRebuilt(transaction)
        for (let at = 0; at < jobIds.length; at += batchSize)
          await refreshJobs(transaction, jobIds.slice(at, at + batchSize))
        return { events, ...counts }
      })
    }),
  )

  async function readAll(since: number | undefined): Promise<void> {
    for (const topic of topics) {
      let batch: JobEvent[] = []
      const range = since === undefined ? {} : { since }
      for await (const raw of readTopic(kafka, settings.TOPIC_PREFIX + topic, range)) {
        const event = await toEvent(raw, topic)
        if (event !== undefined) batch.push(event)
        if (batch.length >= batchSize) batch = await fold(batch)
      }
      await fold(batch)
    }
  }

  async function fold(batch: readonly JobEvent[]): Promise<JobEvent[]> {
    if (batch.length > 0) await database.pool.transaction((own) => foldFiles(own, 'job_files_rebuilt', batch))
    for (const { type, value } of batch) if (type === 'FileStaged' && value.archive === null) whole.add(value.job_id)
    events += batch.length
    progress?.(events)
    return []
  }

  /** A record that the running projection could not read either is passed over. */
  async function toEvent(raw: Parameters<typeof readDeadLetter>[0], topic: string): Promise<JobEvent | undefined> {
    if (topic.endsWith('.dlq')) return toJobEvent({ kind: 'dead-letter', letter: readDeadLetter(raw) })
    try {
      const record = await decodeIncoming({ codec, payloads: undefined }, raw.value)
      const { partition, offset, timestamp } = raw
      // Its schema says that the value has the shape that its type names.
      const message = { ...record, partition, offset, timestamp } as unknown as JobMessage
      return toJobEvent({ kind: 'record', topic, message, traceparent: undefined })
    } catch (error) {
      log.warn(
        { topic, offset: raw.offset.toString(), reason: String(error) },
        'a record could not be read for the rebuilding',
      )
      return undefined
    }
  }
}

type JobMessage = Extract<Parameters<typeof toJobEvent>[0], { kind: 'record' }>['message']
