import { randomUUID } from 'node:crypto'
import type { Admin, Kafka } from 'kafkajs'
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
  const waiting: RawMessage[] = []
  let failure: Error | undefined
  let wake: () => void = () => undefined
  /** One for each partition that waits for the reader. */
  const resumes: (() => void)[] = []

  try {
    const bounds = await boundsOf(admin, topic, range)
    const open = new Map([...bounds].filter(([, { first, end }]) => first < end))
    if (open.size === 0) return
    /** The next offset to take from each partition. */
    const positions = new Map([...bounds].map(([partition, { first }]) => [partition, first]))
    // As in connectConsumer: a new group has no coordinator for a moment, and asking for it waits for that.
    await admin.describeGroups([groupId])
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) return
      failure = payload.error
      wake()
    })
    // `run` may resolve before the group is joined, and a group may be joined anew: each time it goes on from here.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [partition, offset] of positions) consumer.seek({ topic, partition, offset: String(offset) })
    })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      eachBatch: async ({ batch, heartbeat, pause }) => {
        const bound = bounds.get(batch.partition)
        const { partition } = batch
        for (const { offset, timestamp, key, value, headers } of batch.messages) {
          const at = BigInt(offset)
          if (bound === undefined || at < (positions.get(partition) ?? 0n) || at >= bound.end) continue
          positions.set(partition, at + 1n)
          waiting.push({
            topic,
            partition,
            offset: at,
            timestamp: Number(timestamp),
            key,
            value,
            headers: headers ?? {},
          })
        }
        if (bound !== undefined && BigInt(batch.lastOffset()) + 1n >= bound.end) open.delete(batch.partition)
        wake()
        if (waiting.length > maxWaiting) resumes.push(pause())
        await heartbeat()
      },
    })

    for (;;) {
      const next = waiting.shift()
      if (next !== undefined) {
        yield next
        continue
      }
      if (failure !== undefined) throw failure
      if (open.size === 0) return
      for (const resume of resumes.splice(0)) resume()
      await new Promise<void>((resolve) => {
        wake = resolve
        if (waiting.length > 0 || open.size === 0 || failure !== undefined) resolve()
      })
    }
  } finally {
    await consumer.disconnect().catch(() => undefined)
    await admin.deleteGroups([groupId]).catch(() => undefined)
    await admin.disconnect()
  }
}

async function boundsOf(admin: Admin, topic: string, { since, until, key, from }: ReadRange) {
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
