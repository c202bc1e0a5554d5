import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { Outgoing, Topic } from '@floatchat/contracts/topics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { openProducer } from '@floatchat/kafka/openProducer'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import type { Logger } from 'pino'
import type { PayloadStore } from './PayloadStore.ts'
import { encodeOutgoing, type StageIo } from './StageIo.ts'

/** Puts records on topics from outside a stage: the gateway's relay, the commands. */
export interface Producer<Out extends Topic> {
  /**
   * Resolves when the broker has all of it, in order.
   *
   * @throws IngestionError BROKER_UNAVAILABLE or REGISTRY_UNAVAILABLE; then none or some of it may be there.
   */
  produce(outgoing: readonly Outgoing<Out>[], trace?: { readonly traceparent?: string | undefined }): Promise<void>
  close(): Promise<void>
}

/**
 * A producer that connects when it is first used, and again after an outage: a gateway must start and
 * take uploads while the broker is away.
 */
export function connectProducer<Out extends Topic>(options: {
  readonly name: string
  readonly settings: StageSettings
  readonly writes: readonly Out[]
  readonly log: Logger
  readonly payloads?: PayloadStore
}): Producer<Out> {
  const { name, settings, log } = options
  let connection: ReturnType<typeof connect> | undefined

  return {
    async produce(outgoing, trace = {}) {
      const { producer, io } = await connected()
      const traceparent = trace.traceparent ?? traceparentOf(continueTrace(undefined))
      const messages = []
      for (const record of outgoing) messages.push(await encodeOutgoing(io, record, { traceparent }))
      await producer.send(messages)
    },
    async close() {
      const open = await connection?.catch(() => undefined)
      await open?.producer.close()
    },
  }

  async function connected() {
    connection ??= connect()
    try {
      return await connection
    } catch (error) {
      connection = undefined
      throw error
    }
  }

  async function connect() {
    const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, options.writes)
    const producer = await openProducer(connectKafka(settings, `floatchat-${name}`, log), name)
    const io: StageIo = {
      codec,
      topicPrefix: settings.TOPIC_PREFIX,
      maxRecordBytes: settings.MAX_RECORD_BYTES,
      payloads: options.payloads,
    }
    return { producer, io }
  }
}
