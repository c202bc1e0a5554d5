import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import { backoff } from './backoff.ts'
import type { PartitionBatch } from './connectConsumer.ts'
import { noTurn, type Turn } from './limitConcurrency.ts'
import type { PartitionWorker } from './PartitionWorker.ts'
import { formatMark, isSuspicious, nextStart, noMark, type PoisonMark, takeInHand } from './PoisonMark.ts'

export interface StagePartitionsOptions {
  readonly newWorker: (partition: number) => PartitionWorker
  readonly inTurn: <Result>(work: (turn: Turn) => Promise<Result>) => Promise<Result>
  /** Moves the consumer's position. */
  readonly seek: (partition: number, offset: bigint) => void
  readonly commit: (partition: number, offset: bigint) => Promise<void>
  /** What stands beside the committed offsets of the group. */
  readonly readMarks: () => Promise<ReadonlyMap<number, PoisonMark>>
  readonly log: Logger
  /** Aborted when the stage stops. */
  readonly signal: AbortSignal
}

/** The partitions that an instance of a stage has, each with its worker and with where to begin again. */
export class StagePartitions {
  readonly #options: StagePartitionsOptions
  readonly #workers = new Map<number, PartitionWorker>()
  /** Where to begin again when the outputs of a batch could not be delivered. */
  readonly #committed = new Map<number, bigint>()
  /** Of partitions that have not committed anything since the group was joined. */
  readonly #marks = new Map<number, PoisonMark>()
  readonly #busy = new Map<number, Promise<void>>()
  #joined: Promise<ReadonlyMap<number, PoisonMark>> = Promise.resolve(new Map())

  constructor(options: StagePartitionsOptions) {
    this.#options = options
  }

  /** The group was joined: every partition is read from its committed offset, what was gathered comes again. */
  assigned(): void {
    const old = [...this.#workers.values()]
    this.#workers.clear()
    this.#committed.clear()
    this.#marks.clear()
    this.#joined = Promise.allSettled(old.map((worker) => worker.forget())).then(() => this.#options.readMarks())
  }

  async forget(): Promise<void> {
    await Promise.allSettled([...this.#workers.values()].map((worker) => worker.forget()))
  }

  async handleBatch(batch: PartitionBatch): Promise<void> {
    await this.#alone(batch.partition, () => this.#handleAlone(batch))
  }

  async #handleAlone(batch: PartitionBatch): Promise<void> {
    const marks = await this.#joined
    const first = batch.messages[0]
    if (first === undefined) return
    const { partition } = batch
    const worker = this.#workerOf(partition)
    worker.startBatch()
    try {
      if (!this.#committed.has(partition)) {
        this.#committed.set(partition, first.offset)
        await this.#begin(batch, first.offset, marks.get(partition) ?? noMark)
      }
      const next = await this.#options.inTurn((turn) => this.#takeMessages(batch, first.offset, worker, turn))
      if (this.#isLost(partition, worker)) return
      await worker.settle(noTurn)
      if (this.#isLost(partition, worker) || worker.rewound) return
      batch.resolve(next)
      await this.#commit(partition, worker.committable(next), (offset) => batch.commit(offset))
      const mark = this.#marks.get(partition)
      // Nobody's fault from here on: the instance may end while it has nothing in hand.
      if (mark?.inHand !== undefined) await this.#write(batch, { ...mark, inHand: undefined })
    } catch (error) {
      await this.#readAgain(partition, worker, this.#committed.get(partition) ?? first.offset, error)
    }
  }

  /** Calls the stage's `flush` on partitions where nothing comes, so that what waits for a time is not forgotten. */
  async tick(): Promise<void> {
    const idle = [...this.#workers].filter(([partition]) => !this.#busy.has(partition))
    await Promise.all(idle.map(([partition, worker]) => this.#alone(partition, () => this.#flush(partition, worker))))
  }

  async #flush(partition: number, worker: PartitionWorker): Promise<void> {
    const from = this.#committed.get(partition)
    const { next } = worker
    if (from === undefined || next === undefined || this.#isLost(partition, worker)) return
    try {
      await worker.settle(noTurn)
      if (this.#isLost(partition, worker) || worker.rewound) return
      await this.#commit(partition, worker.committable(next), (offset) => this.#options.commit(partition, offset))
    } catch (error) {
      await this.#readAgain(partition, worker, from, error)
    }
  }

  /** One piece of work on a partition at a time: a batch, or a flush. */
  async #alone(partition: number, work: () => Promise<void>): Promise<void> {
    const before = this.#busy.get(partition)
    const own = (before ?? Promise.resolve()).then(work).finally(() => {
      if (this.#busy.get(partition) === own) this.#busy.delete(partition)
    })
    this.#busy.set(partition, own)
    await own
  }

  #workerOf(partition: number): PartitionWorker {
    const worker = this.#workers.get(partition) ?? this.#options.newWorker(partition)
    this.#workers.set(partition, worker)
    return worker
  }

  /** The group was joined anew meanwhile: what this worker gathered is forgotten, and comes again. */
  #isLost(partition: number, worker: PartitionWorker): boolean {
    return this.#workers.get(partition) !== worker
  }

  /** Writes down that an instance begins here, until it has committed something. */
  async #begin(batch: PartitionBatch, offset: bigint, before: PoisonMark): Promise<void> {
    const mark = nextStart(before)
    this.#marks.set(batch.partition, mark)
    if (isSuspicious(mark)) {
      const facts = { partition: batch.partition, offset: offset.toString(), starts: mark.starts }
      this.#options.log.warn(facts, 'instances have ended here again and again: each message is written down')
    }
    await this.#write(batch, mark)
  }

  async #write(batch: PartitionBatch, mark: PoisonMark): Promise<void> {
    const offset = this.#committed.get(batch.partition)
    if (offset === undefined) return
    this.#marks.set(batch.partition, mark)
    await batch.mark(offset, formatMark(mark))
  }

  /** Handles the messages of a batch, which begins at `from`, as far as it may; the offset of the first not handled. */
  async #takeMessages(batch: PartitionBatch, from: bigint, worker: PartitionWorker, turn: Turn): Promise<bigint> {
    const { partition } = batch
    let next = from
    for (const message of batch.messages) {
      if (batch.isEnding() || worker.rewound || this.#options.signal.aborted || this.#isLost(partition, worker)) break
      const mark = this.#marks.get(partition)
      if (mark !== undefined && isSuspicious(mark)) {
        const inHand = takeInHand(mark, message.offset)
        if (inHand === undefined) {
          await worker.condemn(message)
          next = message.offset + 1n
          continue
        }
        await this.#write(batch, inHand)
      }
      if (!(await worker.take(message, turn))) break
      next = message.offset + 1n
    }
    return next
  }

  async #commit(partition: number, offset: bigint, commit: (offset: bigint) => Promise<void>): Promise<void> {
    if (offset <= (this.#committed.get(partition) ?? -1n)) return
    await commit(offset)
    this.#committed.set(partition, offset)
    this.#marks.delete(partition)
  }

  /**
   * The outputs or the offset did not reach the broker. Nothing is committed: begins again from what is, after a
   * moment; repeated outputs are known by their run and number.
   */
  async #readAgain(partition: number, worker: PartitionWorker, from: bigint, error: unknown): Promise<void> {
    const { log, seek, signal } = this.#options
    const reason = error instanceof Error ? error.message : String(error)
    log.warn({ partition, reason, from: from.toString(), outage: isOutage(error) }, 'a batch is read again')
    await worker.forget()
    if (this.#isLost(partition, worker)) return
    this.#workers.delete(partition)
    seek(partition, from)
    await backoff(1, signal)
  }
}
