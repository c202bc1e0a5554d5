import { type Codec, connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { filesStaged, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { openProducer, type StageProducer } from '@floatchat/kafka/openProducer'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { PayloadStore } from '@floatchat/stage/PayloadStore'
import type { StageIo } from '@floatchat/stage/StageIo'

/** What the commands and the HTTP interface for operating the stream work with. */
export interface Operations {
  readonly kafka: ReturnType<typeof connectKafka>
  readonly codec: Codec
  readonly io: StageIo
  readonly topicPrefix: string
  readonly database: Database
  readonly producer: StageProducer
  close(): Promise<void>
}

/**
 * Connects to broker and registry. The database stays the caller's.
 *
 * @throws IngestionError where broker or registry is away
 */
export async function openOperations(options: {
  readonly settings: StageSettings
  readonly database: Database
  readonly log: Logger
  readonly payloads?: PayloadStore
}): Promise<Operations> {
  const { settings, database, log, payloads } = options
  const topicPrefix = settings.TOPIC_PREFIX
  const kafka = connectKafka(settings, 'floatchat-operations', log)
  const codec = await connectCodec(connectRegistry(settings), topicPrefix, [
    filesStaged,
    profilesParsed,
    profilesCleaned,
  ])
  const producer = await openProducer(kafka, 'operations')
  const io: StageIo = { codec, topicPrefix, maxRecordBytes: settings.MAX_RECORD_BYTES, payloads }
  return { kafka, codec, io, topicPrefix, database, producer, close: () => producer.close() }
}
