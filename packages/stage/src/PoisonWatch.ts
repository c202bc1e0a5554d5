import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import {
  bury,
  cameTo,
  formatMark,
  isSuspicious,
  nextStart,
  type PoisonMark,
  takeInHand,
  withoutStart,
} from '@floatchat/kafka/PoisonMark'
import { limitConcurrency, type Turn } from '@floatchat/service/limitConcurrency'
import type { Logger } from 'pino'
import { asideWhile } from './asideWhile.ts'
import type { PartitionWorker } from './PartitionWorker.ts'

export interface PoisonWatchOptions {
  /** How often a message may be begun without an end. */
  readonly tries: number
  /** The offset that was committed last, beside which the mark is written. */
  readonly committed: (partition: number) => bigint | undefined
  /** Whether the partition is another worker's by now. */
  readonly isLost: (partition: number, worker: PartitionWorker) => boolean
  readonly log: Logger
}

/** Finds the message that ends whoever has it in hand, by the marks that the instances leave (`PoisonMark`). */
export class PoisonWatch {
  readonly #options: PoisonWatchOptions
  /** Of partitions that have not committed anything since the group was joined. */
  readonly #marks = new Map<number, PoisonMark>()
  readonly #batches = new Map<number, PartitionBatch>()
  /** What this process wrote last, by partition, through all generations of the group. */
  readonly #written = new Map<number, string>()
  #wasAwake = false
  /** Suspicious messages are handled one at a time: whose turn it is when the process ends was it. */
  readonly #oneByOne = limitConcurrency(1)

  constructor(options: PoisonWatchOptions) {
    this.#options = options
  }

  /**
   * The group was joined: other marks stand beside what is committed.
   *
   * @param wasAwake whether this process was at work since the last time, and so has lost its place by no message: a
   * coordinator that died, as a broker may, takes the place of all.
   */
  clear(wasAwake: boolean): void {
    this.#marks.clear()
    this.#batches.clear()
    this.#wasAwake = wasAwake
  }

  /** The group is about to be shared out anew: whoever hands its messages back in good order has not ended by them. */
  handingBack(): void {
    for (const [partition, mark] of this.#marks) {
      const batch = this.#batches.get(partition)
      if (mark.inHand === undefined || batch === undefined) continue
      this.#write(batch, { ...mark, inHand: undefined }).catch((error: unknown) => {
        this.#options.log.debug({ partition, reason: (error as Error).message }, 'a mark was not taken back')
      })
    }
  }

  startBatch(batch: PartitionBatch): void {
    this.#batches.set(batch.partition, batch)
  }

  /** Writes down that an instance begins here, until it has committed something. */
  async startPartition(batch: PartitionBatch, offset: bigint, before: PoisonMark): Promise<void> {
    const isOwn = this.#wasAwake && this.#written.get(batch.partition) === formatMark(before)
    const mark = nextStart(isOwn ? withoutStart(before) : before)
    this.#marks.set(batch.partition, mark)
    if (isSuspicious(mark, mark.passed ?? offset)) {
      const facts = { partition: batch.partition, offset: offset.toString(), starts: mark.starts }
      this.#options.log.warn(facts, 'an instance has ended here without a word: each message is written down')
    }
    await this.#write(batch, mark)
  }

  isSuspicious({ partition, offset }: RawMessage): boolean {
    const mark = this.#marks.get(partition)
    return mark !== undefined && isSuspicious(mark, offset)
  }

  /** Handles a message that may be what ended the instances before, while no other such is: written down first, or not at all. */
  take(batch: PartitionBatch, message: RawMessage, worker: PartitionWorker): Promise<boolean> {
    return this.#oneByOne((turn) => this.#takeAlone(batch, message, worker, asideWhile(batch, turn)))
  }

  /** Everything before `next` was handled well, though it is held and comes again. */
  async cameTo(batch: PartitionBatch, next: bigint): Promise<void> {
    const mark = this.#marks.get(batch.partition)
    if (mark === undefined) return
    const after = cameTo(mark, next)
    if (after !== mark) await this.#write(batch, after)
  }

  /** The partition has committed something: nothing stands beside that. */
  committed(partition: number): void {
    this.#marks.delete(partition)
    this.#written.delete(partition)
  }

  async #takeAlone(batch: PartitionBatch, message: RawMessage, worker: PartitionWorker, turn: Turn): Promise<boolean> {
    const { isLost, tries } = this.#options
    const { partition } = batch
    const mark = this.#marks.get(partition)
    if (mark === undefined || isLost(partition, worker)) return false
    const inHand = takeInHand(mark, message.offset, tries)
    if (inHand === undefined) {
      await worker.condemn(message)
      await worker.settle(turn)
      await this.#write(batch, bury(mark, message.offset))
      return true
    }
    await this.#write(batch, inHand)
    if (!(await worker.take(message, turn))) return false
    // What comes of it when it is flushed is its doing too.
    if (!worker.rewound) await worker.settle(turn)
    // Written down before the next one, of whatever partition, is begun: that may end the instance, and this is not to blame.
    const now = this.#marks.get(partition)
    if (now !== undefined && !isLost(partition, worker)) await this.#write(batch, { ...now, inHand: undefined })
    return true
  }

  async #write(batch: PartitionBatch, mark: PoisonMark): Promise<void> {
    const offset = this.#options.committed(batch.partition)
    if (offset === undefined) return
    this.#marks.set(batch.partition, mark)
    const text = formatMark(mark)
    this.#written.set(batch.partition, text)
    await batch.mark(offset, text)
  }
}
