import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { deadLetterStages, type Topic } from '@floatchat/contracts/topics'
import { brokerError } from '@floatchat/kafka/brokerError'
import { connectConsumer, type StageConsumer } from '@floatchat/kafka/connectConsumer'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { openProducer, type StageProducer } from '@floatchat/kafka/openProducer'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { waitFor } from '@floatchat/service/waitFor'
import type { Logger } from 'pino'
import type { Projection } from './Projection.ts'
import { ProjectionBatches } from './ProjectionBatches.ts'

export interface RunningProjection {
  isMember(): boolean
  stop(): Promise<void>
}

/** Consumes several topics into a store of the caller's. Does not wait for the broker: it joins when it can. */
export function runProjection<In extends Topic>(
  projection: Projection<In>,
  options: { readonly settings: StageSettings; readonly log: Logger; readonly group?: string },
): RunningProjection {
  const { settings, log } = options
  const stopping = new AbortController()
  const group = options.group ?? consumerGroup(settings.TOPIC_PREFIX, projection.name)
  let consumer: StageConsumer | undefined
  let producer: StageProducer | undefined

  const started = start().catch((error: unknown) => {
    if (stopping.signal.aborted) return
    log.fatal({ err: error }, 'the projection cannot run')
    process.exit(1)
  })

  return {
    isMember: () => consumer?.isMember() ?? false,
    async stop() {
      stopping.abort(new Error('the projection stops'))
      await started
      await consumer?.stop()
      await consumer?.disconnect()
      await producer?.close()
    },
  }

  async function start(): Promise<void> {
    const { signal } = stopping
    const kafka = connectKafka(settings, `floatchat-${projection.name}`, log)
    const codec = await waitFor('the registry', log, signal, () =>
      connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, []),
    )
    producer = await waitFor('the broker', log, signal, () => openProducer(kafka, projection.name))
    const io = { codec, payloads: undefined, topicPrefix: settings.TOPIC_PREFIX }
    const batches = new ProjectionBatches(projection, { group, io, producer, log, signal })
    consumer = await waitFor('the broker', log, signal, () =>
      connectConsumer(kafka, {
        stage: projection.name,
        group,
        topics: topicsOf(projection, settings.TOPIC_PREFIX),
        sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
        // Nobody waits for it but who looks on, and each round is a transaction of ten statements.
        longestPauseMs: 100,
        log,
        assigned: () => undefined,
        crashed(error) {
          log.fatal({ err: error }, 'the consumer is dead: leaving, so that a supervisor starts the service again')
          process.exit(1)
        },
        eachBatch: (batch) => batches.handle(batch),
      }).catch((error: unknown) => {
        throw brokerError(error)
      }),
    )
  }
}

function topicsOf({ topics, deadLetters }: Projection<Topic>, prefix: string): string[] {
  const letters = deadLetters ? deadLetterStages.map((stage) => `${stage}.dlq`) : []
  return [...topics.map(({ name }) => name), ...letters].map((name) => prefix + name)
}
