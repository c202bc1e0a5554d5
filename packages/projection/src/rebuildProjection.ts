import { type Codec, connectCodec } from '@floatchat/contracts/connectCodec'
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
import type { Transaction } from '@floatchat/db/Transaction'
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

interface RebuildingOptions {
  readonly database: Database
  readonly settings: StageSettings
  readonly log: Logger
  /** Only says what would come of it. */
  readonly dryRun?: boolean
  /** Called now and then with the number of events read. */
  readonly progress?: (events: number) => void
}

/**
 * Folds the jobs anew from the beginning of the topics, in a table beside the served one, and then puts the
 * result in its place: once while everything goes on, and once more, for what came meanwhile, while no gateway
 * changes the projection. Jobs of which the topics no longer have the beginning stay as they are: topics keep their
 * records for different times, and what is left of such a job would not be all of it.
 *
 * @throws IngestionError CONFLICT where another rebuilding is under way.
 */
export async function rebuildProjection(options: RebuildingOptions): Promise<Rebuilt> {
  const { database, settings, dryRun = false } = options
  const kafka = connectKafka(settings, 'floatchat-gateway-rebuild', options.log)
  const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, [])
  const folding = new FoldingAnew(kafka, codec, options)
  // Where the second passage begins: messages may come a little late, and again is as good as once.
  const began = Date.now() - 60_000

  return asDatabaseWork('Rebuilding the jobs', () =>
    database.pool.transaction(async (claim) => {
      if (!(await claimRebuilding(claim))) throw conflict('The jobs are being rebuilt already.')
      await database.pool.transaction(clearRebuilt)
      await folding.readAll()
      return database.pool.transaction(async (transaction) => {
        if (dryRun) {
          const counts = await folding.keepWhole(transaction)
          await clearRebuilt(transaction)
          return counts
        }
        await haltProjection(transaction)
        await folding.readAll({ since: began })
        const counts = await folding.keepWhole(transaction)
        const jobIds = await swapRebuilt(transaction)
        for (let at = 0; at < jobIds.length; at += batchSize)
          await refreshJobs(transaction, jobIds.slice(at, at + batchSize))
        return counts
      })
    }),
  )
}

/** Reads the topics into the table beside the served one, and knows of which jobs it has seen the beginning. */
class FoldingAnew {
  readonly #kafka: ReturnType<typeof connectKafka>
  readonly #codec: Codec
  readonly #options: RebuildingOptions
  /** Jobs of which the upload was read. */
  readonly #whole = new Set<string>()
  #events = 0

  constructor(kafka: ReturnType<typeof connectKafka>, codec: Codec, options: RebuildingOptions) {
    this.#kafka = kafka
    this.#codec = codec
    this.#options = options
  }

  /** @param range from when on; from the beginning where nothing is said. */
  async readAll(range: { readonly since?: number } = {}): Promise<void> {
    const topics = [...jobTopics.map(({ name }) => name), ...deadLetterStages.map((stage) => `${stage}.dlq`)]
    for (const topic of topics) {
      let batch: JobEvent[] = []
      for await (const raw of readTopic(this.#kafka, this.#options.settings.TOPIC_PREFIX + topic, range)) {
        const event = await this.#toEvent(raw, topic)
        if (event !== undefined) batch.push(event)
        if (batch.length < batchSize) continue
        await this.#fold(batch)
        batch = []
      }
      await this.#fold(batch)
    }
  }

  /** Leaves of what was folded the jobs that were seen from their beginning. */
  async keepWhole(transaction: Transaction): Promise<Rebuilt> {
    await keepRebuilt(transaction, [...this.#whole])
    return { events: this.#events, ...(await countRebuilt(transaction)) }
  }

  async #fold(batch: readonly JobEvent[]): Promise<void> {
    const { database, progress } = this.#options
    if (batch.length > 0) await database.pool.transaction((own) => foldFiles(own, 'job_files_rebuilt', batch))
    for (const { type, value } of batch)
      if (type === 'FileStaged' && value.archive === null) this.#whole.add(value.job_id)
    this.#events += batch.length
    progress?.(this.#events)
  }

  /** A record that the running projection could not read either is passed over. */
  async #toEvent(raw: Parameters<typeof readDeadLetter>[0], topic: string): Promise<JobEvent | undefined> {
    if (topic.endsWith('.dlq')) return toJobEvent({ kind: 'dead-letter', letter: readDeadLetter(raw) })
    try {
      const record = await decodeIncoming({ codec: this.#codec, payloads: undefined }, raw.value)
      const { partition, offset, timestamp } = raw
      // Its schema says that the value has the shape that its type names.
      const message = { ...record, partition, offset, timestamp } as unknown as JobMessage
      return toJobEvent({ kind: 'record', topic, message, traceparent: undefined })
    } catch (error) {
      this.#options.log.warn(
        { topic, offset: raw.offset.toString(), reason: String(error) },
        'a record could not be read for the rebuilding',
      )
      return undefined
    }
  }
}

type JobMessage = Extract<Parameters<typeof toJobEvent>[0], { kind: 'record' }>['message']
