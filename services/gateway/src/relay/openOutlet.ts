import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { Topic } from '@floatchat/contracts/topics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { openProducer, type StageProducer } from '@floatchat/kafka/openProducer'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { StageIo } from '@floatchat/stage/StageIo'

/** Where a relay sends what waits in the database. */
export interface Outlet {
  readonly io: StageIo
  readonly producer: StageProducer
}

/** Begins with broker and registry there. @param clientId names the relay to the broker. */
export async function openOutlet(
  settings: StageSettings,
  log: Logger,
  clientId: string,
  topics: readonly Topic[],
): Promise<Outlet> {
  const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, topics)
  const producer = await openProducer(connectKafka(settings, clientId, log), 'gateway')
  const maxRecordBytes = settings.MAX_RECORD_BYTES
  const io: StageIo = { codec, topicPrefix: settings.TOPIC_PREFIX, maxRecordBytes, payloads: undefined }
  return { io, producer }
}
