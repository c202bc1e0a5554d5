import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { isOutage } from '@floatchat/contracts/IngestionError'
import { deadLetterStages, type Topic } from '@floatchat/contracts/topics'
import { brokerError } from '@floatchat/kafka/brokerError'
import { connectConsumer, type StageConsumer } from '@floatchat/kafka/connectConsumer'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { type DeadLetter, type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import { textHeaders } from '@floatchat/kafka/messageHeaders'
import { openProducer, type StageProducer } from '@floatchat/kafka/openProducer'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import { gathered } from '@floatchat/service/gathered'
import { schedules, waitAfter } from '@floatchat/service/Schedule'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { traceparentHeader } from '@floatchat/service/trace'
import { waitFor } from '@floatchat/service/waitFor'
import type { Logger } from 'pino'
import { makeDeadLetter } from './makeDeadLetter.ts'
import type { Received } from './Stage.ts'
import { decodeIncoming, type StageIo } from './StageIo.ts'

/** What a projection is told: a record of one of its topics, or a dead letter of any stage. */
export type ProjectionEvent<In extends Topic> =
  | {
      readonly kind: 'record'
      readonly topic: string
      readonly message: Received<In>
      readonly traceparent: string | undefined
    }
  | { readonly kind: 'dead-letter'; readonly letter: DeadLetter }

export interface Projection<In extends Topic> {
  readonly name: 'gateway'
  readonly topics: readonly In[]
  /** Whether the dead letters of all stages are read too. */
  readonly deadLetters: boolean
  /**
   * Brings the projection up to date with the events, in their order within a topic's partition. Events
   * come again after a crash; those of different topics come in any order. The offsets are committed
   * when it resolves; an outage is waited out; any other error sends the batch's events through one by
   * one, and the one that fails to the dead letters.
   */
  readonly apply: (events: readonly ProjectionEvent<In>[]) => Promise<void>
}

type ProjectionIo = Omit<StageIo, 'maxRecordBytes'>

export interface RunningProjection {
  isMember(): boolean
  stop(): Promise<void>
}

/** Events applied together at most: each may hold a lock until the end of the transaction. */
const eventsAtOnce = 500

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
  // The events of all partitions that came together, in their order within each.
  const apply = gathered(async (events: readonly ProjectionEvent<In>[]) => {
    for (let at = 0; at < events.length; at += eventsAtOnce) {
      await untilOver(() => projection.apply(events.slice(at, at + eventsAtOnce)))
    }
  })

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
    const topics = [
      ...projection.topics.map(({ name }) => settings.TOPIC_PREFIX + name),
      ...(projection.deadLetters ? deadLetterStages.map((stage) => `${settings.TOPIC_PREFIX}${stage}.dlq`) : []),
    ]
    consumer = await waitFor('the broker', log, signal, () =>
      connectConsumer(kafka, {
        stage: projection.name,
        group,
        topics,
        sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
        // Nobody waits for it but who looks on, and each round is a transaction of ten statements.
        longestPauseMs: 100,
        log,
        assigned: () => undefined,
        crashed(error) {
          log.fatal({ err: error }, 'the consumer is dead: leaving, so that a supervisor starts the service again')
          process.exit(1)
        },
        eachBatch: (batch) => handleBatch(batch, { codec, payloads: undefined, topicPrefix: settings.TOPIC_PREFIX }),
      }).catch((error: unknown) => {
        throw brokerError(error)
      }),
    )
  }

  async function handleBatch(batch: PartitionBatch, io: ProjectionIo): Promise<void> {
    const events: { raw: RawMessage; event: ProjectionEvent<In> }[] = []
    for (const raw of batch.messages) {
      const event = await untilOver(() => toEvent(raw, io)).catch((error: unknown) => bury(raw, io, error))
      if (stopping.signal.aborted) return
      if (event !== undefined) events.push({ raw, event })
    }
    try {
      await apply(events.map(({ event }) => event))
    } catch (error) {
      log.warn({ err: error }, 'a batch of events could not be applied; trying them one by one')
      for (const { raw, event } of events) {
        await untilOver(() => projection.apply([event])).catch((problem: unknown) => bury(raw, io, problem))
      }
    }
    const last = batch.messages.at(-1)
    if (stopping.signal.aborted || last === undefined) return
    await batch.commit(last.offset + 1n).then(
      () => batch.resolve(last.offset + 1n),
      (error: unknown) =>
        log.warn({ reason: (error as Error).message }, 'an offset was not committed; its events come again'),
    )
  }

  async function toEvent(raw: RawMessage, io: ProjectionIo): Promise<ProjectionEvent<In>> {
    if (raw.topic.endsWith('.dlq')) return { kind: 'dead-letter', letter: readDeadLetter(raw) }
    const { type, value } = await decodeIncoming(io, raw.value)
    const { partition, offset, timestamp } = raw
    // Its schema says that the value has the shape that its type names.
    const message = { type, value, partition, offset, timestamp } as unknown as Received<In>
    const topic = raw.topic.slice(settings.TOPIC_PREFIX.length)
    return { kind: 'record', topic, message, traceparent: textHeaders(raw.headers)[traceparentHeader] }
  }

  /** Does the work again for as long as something that it needs is away. */
  async function untilOver<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; !stopping.signal.aborted; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (!isOutage(error)) throw error
        if (attempt === 1) log.warn({ code: error.code, reason: error.message }, 'waiting for an outage to end')
        await waitAfter(schedules.outage, attempt, stopping.signal)
      }
    }
    return undefined
  }

  /** A dead letter of a dead-letter topic would go round in a circle: it is logged and passed over. */
  async function bury(raw: RawMessage, io: ProjectionIo, error: unknown): Promise<undefined> {
    if (raw.topic.endsWith('.dlq')) {
      log.error({ err: error, topic: raw.topic, offset: raw.offset.toString() }, 'a dead letter could not be applied')
      return
    }
    const letter = await makeDeadLetter({ stage: projection.name, group, io, log }, raw, error)
    await untilOver(async () => producer?.send([letter]))
  }
}
