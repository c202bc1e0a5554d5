import { randomUUID } from 'node:crypto'
import type { Admin, Batch, Kafka } from 'kafkajs'
import type { RawMessage } from './deadLetter.ts'
import { partitionsOfKey } from './partitionOfKey.ts'
import { topicOffsets } from './topicOffsets.ts'

export interface ReadRange {
  /** Begin at the first record at or after this time, milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number
  /** End before the first record at or after this time. */
  readonly until?: number
  /** Read only the partitions that records with this key may be on. */
  readonly key?: string
  /** Begin at this offset of this partition, and read no other partition. */
  readonly from?: { readonly partition: number; readonly offset: bigint }
}

/** How many messages may wait for a slow reader. */
const maxWaiting = 500

/**
 * Everything that is on a topic at this moment, partition by partition in order, the partitions mixed.
 * Reads beside all consumer groups: nobody's offsets move.
 *
 * @param topic full name
 */
export async function* readTopic(kafka: Kafka, topic: string, range: ReadRange = {}): AsyncGenerator<RawMessage> {
  const admin = kafka.admin()
  await admin.connect()
  const groupId = `floatchat.reader-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, allowAutoTopicCreation: false })
  try {
    const bounds = await boundsOf(admin, topic, range)
    const reading = new Reading(topic, bounds)
    if (reading.isDone) return
    // As in connectConsumer: a new group has no coordinator for a moment, and asking for it waits for that.
    await admin.describeGroups([groupId])
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reading.fail(payload.error)
    })
    // `run` may resolve before the group is joined, and a group may be joined anew: each time it goes on from here.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [partition, offset] of reading.positions) consumer.seek({ topic, partition, offset: String(offset) })
    })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      eachBatch: async ({ batch, heartbeat, pause }) => {
        reading.take(batch, pause)
        await heartbeat()
      },
    })
    yield* reading.messages()
  } finally {
    await consumer.disconnect().catch(() => undefined)
    await admin.deleteGroups([groupId]).catch(() => undefined)
    await admin.disconnect()
  }
}

type Bounds = ReadonlyMap<number, { readonly first: bigint; readonly end: bigint }>

/** What has come of the range, and what has not been handed on yet. */
class Reading {
  /** The next offset to take from each partition. */
  readonly positions: Map<number, bigint>
  readonly #topic: string
  readonly #bounds: Bounds
  /** Partitions of which more is to come. */
  readonly #open: Set<number>
  readonly #waiting: RawMessage[] = []
  /** One for each partition that waits for the reader. */
  readonly #resumes: (() => void)[] = []
  #failure: Error | undefined
  #wake: () => void = () => undefined

  constructor(topic: string, bounds: Bounds) {
    this.#topic = topic
    this.#bounds = bounds
    this.positions = new Map([...bounds].map(([partition, { first }]) => [partition, first]))
    this.#open = new Set([...bounds].flatMap(([partition, { first, end }]) => (first < end ? [partition] : [])))
  }

  /** Whether all of it has come. */
  get isDone(): boolean {
    return this.#open.size === 0
  }

  fail(error: Error): void {
    this.#failure = error
    this.#wake()
  }

  /** Takes what of a batch is in the range and has not come before. @param pause lets the partition wait. */
  take(batch: Batch, pause: () => () => void): void {
    const { partition } = batch
    const bound = this.#bounds.get(partition)
    if (bound !== undefined) {
      for (const { offset, timestamp, key, value, headers = {} } of batch.messages) {
        const at = BigInt(offset)
        if (at < (this.positions.get(partition) ?? 0n) || at >= bound.end) continue
        this.positions.set(partition, at + 1n)
        const place = { topic: this.#topic, partition, offset: at, timestamp: Number(timestamp) }
        this.#waiting.push({ ...place, key, value, headers })
      }
      if (BigInt(batch.lastOffset()) + 1n >= bound.end) this.#open.delete(partition)
    }
    this.#wake()
    if (this.#waiting.length > maxWaiting) this.#resumes.push(pause())
  }

  /** @throws what ended the reading before all of it had come. */
  async *messages(): AsyncGenerator<RawMessage> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) {
        yield next
        continue
      }
      if (this.#failure !== undefined) throw this.#failure
      if (this.isDone) return
      for (const resume of this.#resumes.splice(0)) resume()
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (this.#waiting.length > 0 || this.isDone || this.#failure !== undefined) resolve()
      })
    }
  }
}

async function boundsOf(admin: Admin, topic: string, { since, until, key, from }: ReadRange): Promise<Bounds> {
  const ends = await topicOffsets(admin, topic)
  const starts = since === undefined ? undefined : await admin.fetchTopicOffsetsByTimestamp(topic, since)
  const stops = until === undefined ? undefined : await admin.fetchTopicOffsetsByTimestamp(topic, until)
  const only = key === undefined ? undefined : partitionsOfKey(key, ends.length)
  const bounds = new Map<number, { first: bigint; end: bigint }>()
  for (const { partition, low, high } of ends) {
    if (only?.has(partition) === false) continue
    const stop = stops?.find((entry) => entry.partition === partition)?.offset
    const end = stop === undefined || stop === '-1' ? BigInt(high) : BigInt(stop)
    if (from !== undefined) {
      if (from.partition === partition) bounds.set(partition, { first: from.offset, end })
      continue
    }
    const start = starts?.find((entry) => entry.partition === partition)?.offset
    // -1: no record is that young.
    bounds.set(partition, { first: start === undefined ? BigInt(low) : start === '-1' ? end : BigInt(start), end })
  }
  return bounds
}
