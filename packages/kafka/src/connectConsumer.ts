import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { gathered } from '@floatchat/service/gathered'
import { batchMessages, bytesConsumed, consumerLag, groupMember, messagesConsumed } from '@floatchat/service/metrics'
import { watchClock } from '@floatchat/service/watchClock'
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs'
import type { Logger } from 'pino'
import type { RawMessage } from './deadLetter.ts'
import { isRebalance } from './isRebalance.ts'
import { valueBytes } from './valueBytes.ts'
import { withAdmin } from './withAdmin.ts'

export interface ConsumerOptions {
  readonly stage: string
  readonly group: string
  /** Full names. */
  readonly topics: readonly string[]
  readonly sessionTimeoutMs: number
  /** For how long it may pause after little came, while more and more comes; `pausesMs.longest` by default. */
  readonly longestPauseMs?: number
  /**
   * After so long a batch is set aside: it goes on, and the other partitions are fetched for meanwhile. The client waits
   * for all batches of a fetch before the next. Never by default.
   */
  readonly asideMs?: number
  readonly log: Logger
  /** One batch of one partition, beside those of the others. Resolves when its offsets are committed or it was given up. */
  readonly eachBatch: (batch: PartitionBatch) => Promise<void>
  /** The partitions that this instance now has; whatever it had gathered is read again. */
  readonly assigned: (assignment: Readonly<Record<string, number[]>>) => void
  /** The group is about to be shared out anew, and still takes commits of this member. */
  readonly handingBack?: () => void
  /** The consumer is dead and will not come back: end the process. */
  readonly crashed: (error: Error) => void
}

export interface PartitionBatch {
  readonly topic: string
  readonly partition: number
  readonly messages: readonly RawMessage[]
  /** The stage is to hand back the partition soon: begin no further message. */
  isEnding(): boolean
  /** All before `next` is handled. */
  resolve(next: bigint): void
  /** Commits with the other partitions, in one request; where little came, a moment later. */
  commit(offset: bigint): Promise<void>
  /** Commits at once, with a few words beside the offset. */
  mark(offset: bigint, words: string): Promise<void>
  /** The batch has to wait: the other partitions are fetched for meanwhile. */
  setAside(): void
}

export interface StageConsumer {
  readonly consumer: Consumer
  isMember(): boolean
  assignment(): Readonly<Record<string, number[]>>
  seek(topic: string, partition: number, offset: bigint): void
  /** Commits outside of a batch, as `PartitionBatch.commit`. */
  commit(topic: string, partition: number, offset: bigint): Promise<void>
  stop(): Promise<void>
  disconnect(): Promise<void>
}

interface OffsetOfGeneration {
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly generation: number
}

/** All partitions that a member may have are handled at the same time: who wants fewer lets the others wait. */
const partitionsAtOnce = 64

/**
 * A fetch that brings less than `fewBytes` is followed by a pause before the next, so that small files that come
 * one after the other go on together and share requests, transactions and commits. The pause is after the work:
 * a file that comes alone waits for nothing.
 */
const fewBytes = 1 << 18
const pausesMs = { first: 20, longest: 40 }

/**
 * A member of a consumer group that keeps its membership during long work: the client sends heartbeats
 * only between batches, so they are sent here by a timer.
 */
export async function connectConsumer(kafka: Kafka, options: ConsumerOptions): Promise<StageConsumer> {
  const { stage, group, topics, sessionTimeoutMs, log } = options
  const heartbeatMs = Math.min(3_000, Math.floor(sessionTimeoutMs / 4))
  const consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: heartbeatMs,
    rebalanceTimeout: 60_000,
    // `disconnect` waits for a fetch to end; data that is there is answered at once whatever this says.
    maxWaitTimeInMs: 500,
    maxBytesPerPartition: 4 << 20,
    maxBytes: 16 << 20,
    retry: { initialRetryTime: 50, maxRetryTime: 2_000, retries: 8, restartOnFailure: async () => true },
  })
  let member = false
  groupMember.set({ stage }, 0)
  let rejoining = Promise.resolve()
  let rebalancing = false
  /** When the group was last known to count on this member. */
  let heardAt = performance.now()
  let assignment: Record<string, number[]> = {}
  let batchesUnderWay = 0
  let bytesFetched = 0
  let inARow = 0
  let resumedAt = 0
  let sendCommit: EachBatchPayload['commitOffsetsIfNecessary'] | undefined
  let ending = false
  /** Counts the times that the group was joined. */
  let generation = 0
  const batches = new Set<Promise<void>>()
  const commit = gathered(
    async (offsets: readonly OffsetOfGeneration[]) => {
      const own = offsets.filter((one) => one.generation === generation)
      const topics = [...Map.groupBy(own, ({ topic }) => topic)].map(([topic, partitions]) => ({
        topic,
        partitions: partitions.map(({ partition, offset }) => ({ partition, offset })),
      }))
      resumedAt = performance.now()
      await sendCommit?.({ topics })
    },
    () => (bytesFetched < fewBytes ? sleep(nextPauseMs()) : setImmediate()),
  )

  /** A batch that was set aside may end when its partition is another's, who has come further. */
  async function commitAs(begunIn: number, topic: string, partition: number, offset: bigint): Promise<void> {
    await commit([{ topic, partition, offset: String(offset), generation: begunIn }])
    assertStill(begunIn)
  }
  function assertStill(begunIn: number): void {
    if (begunIn !== generation) throw new Error('the group was joined anew meanwhile')
  }

  /** Twice as long as the last where what was waited for came at once. */
  function nextPauseMs(): number {
    inARow = performance.now() - resumedAt < 2 * pausesMs.first ? inARow + 1 : 0
    return Math.min(pausesMs.first * 2 ** inARow, options.longestPauseMs ?? pausesMs.longest)
  }

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    member = true
    groupMember.set({ stage }, 1)
    generation += 1
    rebalancing = false
    heardAt = performance.now()
    assignment = payload.memberAssignment
    log.info({ assignment }, 'member of the group')
    // The lag of a partition that went to another instance is that instance's to tell.
    consumerLag.reset()
    options.assigned(assignment)
  })
  consumer.on(consumer.events.HEARTBEAT, () => {
    heardAt = performance.now()
  })
  for (const event of [consumer.events.REBALANCING, consumer.events.STOP, consumer.events.DISCONNECT] as const) {
    consumer.on(event, () => {
      member = false
      groupMember.set({ stage }, 0)
    })
  }
  consumer.on(consumer.events.REBALANCING, () => options.handingBack?.())
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    member = false
    groupMember.set({ stage }, 0)
    if (payload.restart) log.warn({ reason: payload.error.message }, 'the consumer lost the broker and starts again')
    else if (coordinatorLost.test(payload.error.message)) {
      // A broker that is restarted in good order has no coordinator for a moment; the client gives up at once.
      log.warn({ reason: payload.error.message }, 'the group has no coordinator: joining it anew')
      startAnew(async () => {
        await sleep(1_000)
        await consumer.connect()
      })
    } else options.crashed(payload.error)
  })

  try {
    // A new broker has no coordinator until it has made its offsets topic, and the client gives up for good
    // where it finds none. Asking for the group waits for that.
    await withAdmin(kafka, (admin) => admin.describeGroups([group]))
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await run()
  } catch (error) {
    await consumer.disconnect().catch(() => undefined)
    throw error
  }

  // The client sends no heartbeat before the time of the last one is over, by a clock that may be set back: it
  // would be silent for as long as that, be taken for dead, and have every commit refused. A new start knows
  // of no last one.
  const unwatch = watchClock(heartbeatMs, (byMs) => {
    log.warn({ seconds: Math.round(byMs / 1000) }, 'the clock was set back: joining the group anew')
    startAnew(() => consumer.stop())
  })
  function startAnew(first: () => Promise<void>): void {
    rejoining = rejoining
      .then(first)
      .then(() => run())
      .catch((error: unknown) => options.crashed(error as Error))
  }
  async function ended(): Promise<void> {
    unwatch()
    await rejoining
  }

  function run(): Promise<void> {
    return consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) => runBatch(payload),
    })
  }

  /** Resolves when the batch has ended, or was set aside and ends by itself. */
  async function runBatch(payload: EachBatchPayload): Promise<void> {
    // What is fetched while the last batches end would be fetched again and again.
    if (ending) return void payload.pause()
    const aside = Promise.withResolvers<void>()
    let resume: (() => void) | undefined
    const setAside = () => {
      resume ??= payload.pause()
      aside.resolve()
    }
    const timer = options.asideMs === undefined ? undefined : setTimeout(setAside, options.asideMs)
    const work = workOn(payload, setAside).finally(() => {
      clearTimeout(timer)
      batches.delete(work)
      resume?.()
    })
    batches.add(work)
    await Promise.race([work, aside.promise])
    // The client no longer hears of it.
    if (resume !== undefined) work.catch((error: unknown) => options.crashed(error as Error))
  }

  async function workOn(payload: EachBatchPayload, setAside: () => void): Promise<void> {
    const { batch, heartbeat, isRunning, isStale, resolveOffset, commitOffsetsIfNecessary } = payload
    const { topic, partition } = batch
    const begunIn = generation
    const labels = { stage, topic }
    const bytes = valueBytes(batch.messages)
    batchMessages.observe(labels, batch.messages.length)
    bytesFetched = batchesUnderWay === 0 ? bytes : bytesFetched + bytes
    batchesUnderWay += 1
    // It is the same for all batches: the group's.
    sendCommit = commitOffsetsIfNecessary
    const beat = setInterval(() => {
      heartbeat().catch((error: unknown) => {
        if (!isRebalance(error) || rebalancing) return
        rebalancing = true
        options.handingBack?.()
      })
    }, heartbeatMs)
    try {
      await options.eachBatch({
        topic,
        partition,
        messages: batch.messages.map((message) => ({
          topic,
          partition,
          offset: BigInt(message.offset),
          timestamp: Number(message.timestamp),
          key: message.key,
          value: message.value,
          headers: message.headers ?? {},
        })),
        // A process that was stopped for longer than a session wakes up with messages that are another's by now.
        isEnding: () =>
          ending || rebalancing || !isRunning() || isStale() || performance.now() - heardAt > sessionTimeoutMs,
        resolve(next) {
          resolveOffset(String(next - 1n))
          consumerLag.set(
            { ...labels, partition: String(partition) },
            Math.max(0, Number(BigInt(batch.highWatermark) - next)),
          )
        },
        commit: (offset) => commitAs(begunIn, topic, partition, offset),
        async mark(offset, metadata) {
          assertStill(begunIn)
          // The request has the field; the type of the client's function leaves it out.
          const partitions = [{ partition, offset: String(offset), metadata }]
          await commitOffsetsIfNecessary({ topics: [{ topic, partitions }] })
        },
        setAside,
      })
      messagesConsumed.inc(labels, batch.messages.length)
      bytesConsumed.inc(labels, bytes)
    } finally {
      batchesUnderWay -= 1
      clearInterval(beat)
    }
  }

  return {
    consumer,
    isMember: () => member,
    assignment: () => assignment,
    seek: (topic, partition, offset) => consumer.seek({ topic, partition, offset: String(offset) }),
    commit: (topic, partition, offset) => commitAs(generation, topic, partition, offset),
    async stop() {
      await ended()
      ending = true
      await Promise.allSettled([...batches])
      await consumer.stop()
    },
    async disconnect() {
      await ended()
      await consumer.disconnect()
    },
  }
}

const coordinatorLost = /find group coordinator/i
