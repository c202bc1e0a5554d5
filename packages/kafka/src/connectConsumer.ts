import { type Clock, systemClock } from '@floatchat/service/Clock'
import { watchClock } from '@floatchat/service/watchClock'
import type { Consumer } from 'kafkajs'
import { BatchRunner, type BatchRunnerOptions } from './BatchRunner.ts'
import type { KafkaClient } from './KafkaClient.ts'
import { type Assignment, Membership, type MembershipOptions } from './Membership.ts'
import { metadataMaxAgeMs } from './metadataMaxAgeMs.ts'
import { OffsetCommits } from './OffsetCommits.ts'
import { seekIfRunning } from './seekIfRunning.ts'
import { withAdmin } from './withAdmin.ts'

export interface ConsumerOptions
  extends Omit<MembershipOptions, 'clock'>,
    Pick<BatchRunnerOptions, 'asideMs' | 'eachBatch'> {
  readonly group: string
  readonly clock?: Clock
  /** Full names. */
  readonly topics: readonly string[]
  /** For how long it may pause after little came, while more and more comes. */
  readonly longestPauseMs?: number
  /** Heartbeats are no rarer. */
  readonly longestHeartbeatMs?: number
  /** The consumer is dead and will not come back: end the process. */
  readonly crashed: (error: Error) => void
}

export interface StageConsumer {
  readonly consumer: Consumer
  isMember(): boolean
  assignment(): Assignment
  seek(topic: string, partition: number, offset: bigint): void
  /** Commits outside of a batch, as `PartitionBatch.commit`. */
  commit(topic: string, partition: number, offset: bigint): Promise<void>
  stop(): Promise<void>
  disconnect(): Promise<void>
}

/** All partitions that a member may have are handled at the same time: who wants fewer lets the others wait. */
const partitionsAtOnce = 64

/**
 * A member hears from the answer to a heartbeat that its group is being shared out anew, and all partitions stand still
 * until the last member has heard: whenever an instance comes or goes. By far often enough for the session.
 */
const usualHeartbeatMs = 500

/** A member of a consumer group that keeps its membership during long work. */
export async function connectConsumer(kafka: KafkaClient, options: ConsumerOptions): Promise<StageConsumer> {
  const { group, topics, crashed, clock = systemClock } = options
  const heartbeatMs = Math.min(options.longestHeartbeatMs ?? usualHeartbeatMs, Math.floor(options.sessionTimeoutMs / 4))
  const consumer = makeConsumer(kafka, options, heartbeatMs)
  const membership = new Membership(consumer, { ...options, clock })
  const commits = new OffsetCommits(membership, clock, options.longestPauseMs)
  const batches = new BatchRunner({ ...options, membership, commits, heartbeatMs, clock })
  const run = () =>
    consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) => batches.run(payload),
    })
  let rejoining = Promise.resolve()
  const rejoin = (first: () => Promise<void>) => {
    rejoining = rejoining
      .then(first)
      .then(run)
      .catch((error: unknown) => crashed(error as Error))
  }
  rejoinAfterCrash(consumer, options, rejoin)
  const joined = Promise.withResolvers<void>()
  const unwatch = rejoinAfterClock(consumer, options, (first) => void joined.promise.then(() => rejoin(first)))

  try {
    // A new broker has no coordinator until it has made its offsets topic, and the client gives up for good
    // where it finds none. Asking for the group waits for that.
    await withAdmin(kafka, (admin) => admin.describeGroups([group]))
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await run()
    joined.resolve()
  } catch (error) {
    unwatch()
    await consumer.disconnect().catch(() => undefined)
    throw error
  }

  async function ended(): Promise<void> {
    unwatch()
    await rejoining
  }

  return {
    consumer,
    isMember: () => membership.isMember,
    assignment: () => membership.assignment,
    seek: (topic, partition, offset) => seekIfRunning(consumer, topic, partition, offset),
    commit: (topic, partition, offset) => commits.commit(membership.generation, topic, partition, offset),
    async stop() {
      await ended()
      await batches.end()
      await consumer.stop()
    },
    async disconnect() {
      await ended()
      await consumer.disconnect()
    },
  }
}

function makeConsumer(kafka: KafkaClient, { group, sessionTimeoutMs }: ConsumerOptions, heartbeatMs: number): Consumer {
  return kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: heartbeatMs,
    rebalanceTimeout: 60_000,
    metadataMaxAge: metadataMaxAgeMs,
    // What comes is answered at once whatever this says, and nobody waits for a fetch that finds nothing: the patched
    // client breaks it off. At rest each costs as much as a heartbeat.
    maxWaitTimeInMs: 2_500,
    maxBytesPerPartition: 4 << 20,
    maxBytes: 16 << 20,
    retry: { initialRetryTime: 50, maxRetryTime: 2_000, retries: 8, restartOnFailure: async () => true },
  })
}

/** Joins the group again: after the given work, and after the joining that may be under way. */
type Rejoin = (first: () => Promise<void>) => void

const coordinatorLost = /find group coordinator/i

function rejoinAfterCrash(
  consumer: Consumer,
  { log, crashed, clock = systemClock }: ConsumerOptions,
  rejoin: Rejoin,
): void {
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    const reason = payload.error.message
    if (payload.restart) log.warn({ reason }, 'the consumer lost the broker and starts again')
    else if (coordinatorLost.test(reason)) {
      // A broker that is restarted in good order has no coordinator for a moment; the client gives up at once.
      log.warn({ reason }, 'the group has no coordinator: joining it anew')
      rejoin(async () => {
        await clock.sleep(1_000)
        await consumer.connect()
      })
    } else crashed(payload.error)
  })
}

/**
 * The client sends no heartbeat before the time of the last one is over, by a clock that may be set back: it would be
 * silent for as long as that, be taken for dead, and have every commit refused. A new start knows of no last one. The first
 * joining counts as one: it may take long, and a machine that has just started may have its clock set then.
 */
function rejoinAfterClock(consumer: Consumer, { log, sessionTimeoutMs, clock }: ConsumerOptions, rejoin: Rejoin) {
  return watchClock(
    Math.min(3_000, Math.floor(sessionTimeoutMs / 4)),
    (byMs) => {
      log.warn({ seconds: Math.round(byMs / 1000) }, 'the clock was set back: joining the group anew')
      rejoin(() => consumer.stop())
    },
    clock,
  )
}
