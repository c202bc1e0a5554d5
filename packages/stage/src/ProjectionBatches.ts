import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Topic } from '@floatchat/contracts/topics'
import { type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import { textHeaders } from '@floatchat/kafka/messageHeaders'
import type { StageProducer } from '@floatchat/kafka/openProducer'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import { gathered } from '@floatchat/service/gathered'
import { schedules, waitAfter } from '@floatchat/service/Schedule'
import { traceparentHeader } from '@floatchat/service/trace'
import type { Logger } from 'pino'
import { makeDeadLetter } from './makeDeadLetter.ts'
import type { Projection, ProjectionEvent } from './Projection.ts'
import type { Received } from './Stage.ts'
import { decodeIncoming, type StageIo } from './StageIo.ts'

export interface ProjectionBatchesOptions {
  /** The group that reads, for its dead letters. */
  readonly group: string
  readonly io: Omit<StageIo, 'maxRecordBytes'>
  readonly producer: StageProducer
  readonly log: Logger
  /** Aborted when the projection stops: what is not committed comes again. */
  readonly signal: AbortSignal
}

/** Events applied together at most: each may hold a lock until the end of the transaction. */
const eventsAtOnce = 500

/** The messages of a projection, batch by batch of a partition: decoded, applied with those of the others, committed. */
export class ProjectionBatches<In extends Topic> {
  readonly #projection: Projection<In>
  readonly #options: ProjectionBatchesOptions
  /** The events of all partitions that came together, in their order within each. */
  readonly #apply = gathered(async (events: readonly ProjectionEvent<In>[]) => {
    for (let at = 0; at < events.length; at += eventsAtOnce) {
      await this.#untilOver(() => this.#projection.apply(events.slice(at, at + eventsAtOnce)))
    }
  })

  constructor(projection: Projection<In>, options: ProjectionBatchesOptions) {
    this.#projection = projection
    this.#options = options
  }

  async handle(batch: PartitionBatch): Promise<void> {
    const { signal, log } = this.#options
    const events: { raw: RawMessage; event: ProjectionEvent<In> }[] = []
    for (const raw of batch.messages) {
      const event = await this.#untilOver(() => this.#toEvent(raw)).catch((error: unknown) => this.#bury(raw, error))
      if (signal.aborted) return
      if (event !== undefined) events.push({ raw, event })
    }
    try {
      await this.#apply(events.map(({ event }) => event))
    } catch (error) {
      log.warn({ err: error }, 'a batch of events could not be applied; trying them one by one')
      for (const { raw, event } of events) {
        await this.#untilOver(() => this.#projection.apply([event])).catch((problem: unknown) =>
          this.#bury(raw, problem),
        )
      }
    }
    const last = batch.messages.at(-1)
    if (signal.aborted || last === undefined) return
    await batch.commit(last.offset + 1n).then(
      () => batch.resolve(last.offset + 1n),
      (error: unknown) =>
        log.warn({ reason: (error as Error).message }, 'an offset was not committed; its events come again'),
    )
  }

  async #toEvent(raw: RawMessage): Promise<ProjectionEvent<In>> {
    if (raw.topic.endsWith('.dlq')) return { kind: 'dead-letter', letter: readDeadLetter(raw) }
    const { io } = this.#options
    const { type, value } = await decodeIncoming(io, raw.value)
    const { partition, offset, timestamp } = raw
    // Its schema says that the value has the shape that its type names.
    const message = { type, value, partition, offset, timestamp } as unknown as Received<In>
    const topic = raw.topic.slice(io.topicPrefix.length)
    return { kind: 'record', topic, message, traceparent: textHeaders(raw.headers)[traceparentHeader] }
  }

  /** Does the work again for as long as something that it needs is away. */
  async #untilOver<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { signal, log } = this.#options
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (!isOutage(error)) throw error
        if (attempt === 1) log.warn({ code: error.code, reason: error.message }, 'waiting for an outage to end')
        await waitAfter(schedules.outage, attempt, signal)
      }
    }
    return undefined
  }

  /** A dead letter of a dead-letter topic would go round in a circle: it is logged and passed over. */
  async #bury(raw: RawMessage, error: unknown): Promise<undefined> {
    const { group, io, producer, log } = this.#options
    if (raw.topic.endsWith('.dlq')) {
      log.error({ err: error, topic: raw.topic, offset: raw.offset.toString() }, 'a dead letter could not be applied')
      return
    }
    const letter = await makeDeadLetter({ stage: this.#projection.name, group, io, log }, raw, error)
    await this.#untilOver(() => producer.send([letter]))
  }
}
