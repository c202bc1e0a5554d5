import type { Clock } from '@floatchat/service/Clock'
import { batchMessages, bytesConsumed, consumerLag, messagesConsumed } from '@floatchat/service/metrics'
import type { EachBatchPayload } from 'kafkajs'
import type { Membership } from './Membership.ts'
import type { OffsetCommits } from './OffsetCommits.ts'
import type { PartitionBatch } from './PartitionBatch.ts'
import { valueBytes } from './valueBytes.ts'

export interface BatchRunnerOptions {
  readonly stage: string
  readonly membership: Membership
  readonly commits: OffsetCommits
  readonly heartbeatMs: number
  readonly clock: Clock
  /**
   * After so long a batch is set aside: it goes on, and the other partitions are fetched for meanwhile. The client waits
   * for all batches of a fetch before the next. Never by default.
   */
  readonly asideMs?: number
  /** One batch of one partition, beside those of the others. Resolves when its offsets are committed or it was given up. */
  readonly eachBatch: (batch: PartitionBatch) => Promise<void>
  /** A batch that was set aside has failed: the client no longer hears of it. */
  readonly crashed: (error: Error) => void
}

/** Has the batches that the client fetches handled, for longer than it waits for them. */
export class BatchRunner {
  readonly #options: BatchRunnerOptions
  readonly #batches = new Set<Promise<void>>()
  #ending = false

  constructor(options: BatchRunnerOptions) {
    this.#options = options
  }

  /** Resolves when the batch has ended, or was set aside and ends by itself. */
  async run(payload: EachBatchPayload): Promise<void> {
    // What is fetched while the last batches end would be fetched again and again.
    if (this.#ending) return void payload.pause()
    const { asideMs, clock, crashed, membership } = this.#options
    // Of a batch that was set aside the client hears no more: where the group has refused that, the next one says so.
    membership.assertNotRefused()
    const aside = Promise.withResolvers<void>()
    let resume: (() => void) | undefined
    const setAside = () => {
      resume ??= payload.pause()
      aside.resolve()
    }
    const clear = asideMs === undefined ? undefined : clock.after(asideMs, setAside)
    const work = this.#work(payload, setAside).finally(() => {
      clear?.()
      this.#batches.delete(work)
      resume?.()
    })
    this.#batches.add(work)
    await Promise.race([work, aside.promise])
    // The client no longer hears of it.
    if (resume !== undefined) work.catch((error: unknown) => crashed(error as Error))
    else if (!this.#ending) membership.assertNotRefused()
  }

  /** Begins no further message; resolves when the batches under way have ended. */
  async end(): Promise<void> {
    this.#ending = true
    await Promise.allSettled([...this.#batches])
  }

  /** The client sends heartbeats only between batches, so they are sent here by a timer. */
  async #work(payload: EachBatchPayload, setAside: () => void): Promise<void> {
    const { stage, membership, commits, heartbeatMs, clock, eachBatch } = this.#options
    const { messages, topic } = payload.batch
    const labels = { stage, topic }
    const bytes = valueBytes(messages)
    batchMessages.observe(labels, messages.length)
    commits.batchBegins(bytes, payload.commitOffsetsIfNecessary)
    const still = clock.every(heartbeatMs, () => {
      membership.heeding(payload.heartbeat()).catch(() => undefined)
    })
    try {
      await eachBatch(this.#batchOf(payload, setAside))
      messagesConsumed.inc(labels, messages.length)
      bytesConsumed.inc(labels, bytes)
    } finally {
      commits.batchEnds()
      still()
    }
  }

  #batchOf(payload: EachBatchPayload, setAside: () => void): PartitionBatch {
    const { batch, isRunning, isStale, resolveOffset, commitOffsetsIfNecessary } = payload
    const { topic, partition } = batch
    const { stage, membership, commits } = this.#options
    const begunIn = membership.generation
    return {
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
      isEnding: () => this.#ending || membership.isEnding || !isRunning() || isStale(),
      resolve(next) {
        resolveOffset(String(next - 1n))
        const behind = Math.max(0, Number(BigInt(batch.highWatermark) - next))
        consumerLag.set({ stage, topic, partition: String(partition) }, behind)
      },
      commit: (offset) => commits.commit(begunIn, topic, partition, offset),
      async mark(offset, metadata) {
        membership.assertStill(begunIn)
        // The request has the field; the type of the client's function leaves it out.
        const partitions = [{ partition, offset: String(offset), metadata }]
        await membership.heeding(commitOffsetsIfNecessary({ topics: [{ topic, partitions }] }))
      },
      setAside,
    }
  }
}
