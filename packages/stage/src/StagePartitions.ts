import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Weight } from '@floatchat/contracts/topics'
import { textHeaders, weightOf } from '@floatchat/kafka/messageHeaders'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import { noMark, type PoisonMark } from '@floatchat/kafka/PoisonMark'
import type { Clock } from '@floatchat/service/Clock'
import { noTurn, type Turn } from '@floatchat/service/limitConcurrency'
import { schedules, waitAfter } from '@floatchat/service/Schedule'
import type { Logger } from 'pino'
import { asideWhile } from './asideWhile.ts'
import type { PartitionWorker } from './PartitionWorker.ts'
import { PoisonWatch } from './PoisonWatch.ts'

export interface StagePartitionsOptions {
  readonly newWorker: (partition: number) => PartitionWorker
  /** Has work on files of that weight done as soon as there is a place for it. */
  readonly inTurn: <Result>(weight: Weight, work: (turn: Turn) => Promise<Result>) => Promise<Result>
  /** A heavy file is one long message: the other partitions are fetched for while it is handled. */
  readonly heavyAside: boolean
  /** Moves the consumer's position. */
  readonly seek: (partition: number, offset: bigint) => void
  readonly commit: (partition: number, offset: bigint) => Promise<void>
  /** What stands beside the committed offsets of the group. */
  readonly readMarks: () => Promise<ReadonlyMap<number, PoisonMark>>
  /** How often a message may be begun without an end. */
  readonly poisonTries: number
  /** After so long without a word a member is taken for dead, milliseconds. */
  readonly sessionMs: number
  /** The message in hand of a partition goes on though its time is up and it was told to end. */
  readonly hung: (partition: number) => void
  readonly log: Logger
  readonly clock: Clock
  /** Aborted when the stage stops. */
  readonly signal: AbortSignal
}

/** From one look whether messages have used up their time to the next. */
export const betweenLooksMs = 1_000

/** The partitions that an instance of a stage has, each with its worker and with where to begin again. */
export class StagePartitions {
  readonly #options: StagePartitionsOptions
  readonly #workers = new Map<number, PartitionWorker>()
  /** Where to begin again when the outputs of a batch could not be delivered. */
  readonly #committed = new Map<number, bigint>()
  readonly #busy = new Map<number, Promise<void>>()
  /** How often a partition was begun again: what was fetched of it before that is not what comes next. */
  readonly #begunAgain = new Map<number, number>()
  readonly #poison: PoisonWatch
  #lookedAt: number
  /** Longest time that nothing was done since the group was joined, beyond the second between two looks, milliseconds. */
  #longestBlockMs = 0
  #joined: Promise<ReadonlyMap<number, PoisonMark>> = Promise.resolve(new Map())

  constructor(options: StagePartitionsOptions) {
    this.#options = options
    this.#lookedAt = options.clock.monotonic()
    this.#poison = new PoisonWatch({
      tries: options.poisonTries,
      committed: (partition) => this.#committed.get(partition),
      isLost: (partition, worker) => this.#isLost(partition, worker),
      log: options.log,
    })
  }

  /** The group was joined: every partition is read from its committed offset, what was gathered comes again. */
  assigned(): void {
    // A batch that was set aside may still be under way, with a worker that has lost its partition.
    const old = [...this.#workers].map(([partition, worker]) => this.#lose(partition, worker))
    this.#workers.clear()
    this.#committed.clear()
    this.#measureBlock()
    this.#poison.clear(this.#longestBlockMs < this.#options.sessionMs / 2)
    this.#longestBlockMs = 0
    this.#joined = Promise.allSettled([this.#joined, ...old]).then(() => this.#options.readMarks())
  }

  /** The group is about to be shared out anew: whoever hands its messages back in good order has not ended by them. */
  handingBack(): void {
    this.#poison.handingBack()
  }

  async forget(): Promise<void> {
    await Promise.allSettled([...this.#workers].map(([partition, worker]) => this.#lose(partition, worker)))
  }

  async #lose(partition: number, worker: PartitionWorker): Promise<void> {
    worker.lose()
    await this.#busy.get(partition)?.catch(() => undefined)
    await worker.forget()
  }

  async handleBatch(batch: PartitionBatch): Promise<void> {
    const joined = this.#joined
    const begun = this.#begunAgain.get(batch.partition)
    // The group was joined anew, or the partition begun again, while it waited for the batch before: it comes again.
    const isStale = () => this.#joined !== joined || this.#begunAgain.get(batch.partition) !== begun || batch.isEnding()
    await this.#alone(batch.partition, async () => {
      if (isStale()) return
      const marks = await joined
      if (isStale()) return
      await this.#handleAlone(batch, marks)
    })
  }

  /**
   * Has a partition read again from there. What was fetched before is passed over: were as little as its beginning
   * committed, that would pass over the messages before it that were held and are forgotten.
   */
  seek(partition: number, offset: bigint): void {
    this.#begunAgain.set(partition, (this.#begunAgain.get(partition) ?? 0) + 1)
    this.#options.seek(partition, offset)
  }

  async #handleAlone(batch: PartitionBatch, marks: ReadonlyMap<number, PoisonMark>): Promise<void> {
    const first = batch.messages[0]
    if (first === undefined) return
    const { partition } = batch
    const worker = this.#workerOf(partition)
    worker.startBatch()
    this.#poison.startBatch(batch)
    try {
      if (!this.#committed.has(partition)) {
        this.#committed.set(partition, first.offset)
        await this.#poison.startPartition(batch, first.offset, marks.get(partition) ?? noMark)
      }
      const weight = weightOf(textHeaders(first.headers))
      if (weight === 'heavy' && this.#options.heavyAside) batch.setAside()
      const next = await this.#options.inTurn(weight, (turn) => this.#takeMessages(batch, first.offset, worker, turn))
      if (this.#isLost(partition, worker)) return
      await worker.settle(asideWhile(batch, noTurn))
      if (this.#isLost(partition, worker) || worker.rewound) return
      batch.resolve(next)
      await this.#commit(partition, worker.committable(next), (offset) => batch.commit(offset))
      await this.#poison.cameTo(batch, next)
    } catch (error) {
      // Its partition is paused meanwhile, not the others.
      batch.setAside()
      await this.#readAgain(partition, worker, this.#committed.get(partition) ?? first.offset, error)
    }
  }

  /** Ends what has used up its time. To be called about once a second. */
  enforceBudgets(): void {
    this.#measureBlock()
    for (const [partition, worker] of this.#workers) {
      if (!worker.enforceBudget()) this.#options.hung(partition)
    }
  }

  /** What keeps the looks from coming keeps heartbeats from going out: a loop that does not yield, or a stopped process. */
  #measureBlock(): void {
    const now = this.#options.clock.monotonic()
    this.#longestBlockMs = Math.max(this.#longestBlockMs, now - this.#lookedAt - betweenLooksMs)
    this.#lookedAt = now
  }

  /** Calls the stage's `idle` and `flush` on partitions where nothing comes, so that what waits for a time is not forgotten. */
  async tick(): Promise<void> {
    const idle = [...this.#workers].filter(([partition]) => !this.#busy.has(partition))
    await Promise.all(idle.map(([partition, worker]) => this.#alone(partition, () => this.#flush(partition, worker))))
  }

  async #flush(partition: number, worker: PartitionWorker): Promise<void> {
    const from = this.#committed.get(partition)
    const { next } = worker
    if (from === undefined || next === undefined || this.#isLost(partition, worker)) return
    try {
      await worker.idle(noTurn)
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

  /** Handles the messages of a batch, which begins at `from`, as far as it may; the offset of the first not handled. */
  async #takeMessages(batch: PartitionBatch, from: bigint, worker: PartitionWorker, inTurn: Turn): Promise<bigint> {
    const { partition } = batch
    const turn = asideWhile(batch, inTurn)
    let next = from
    for (const message of batch.messages) {
      if (batch.isEnding() || worker.rewound || this.#options.signal.aborted || this.#isLost(partition, worker)) break
      const isDone = this.#poison.isSuspicious(message)
        ? await turn.away(() => this.#poison.take(batch, message, worker))
        : await worker.take(message, turn)
      if (!isDone) break
      next = message.offset + 1n
    }
    return next
  }

  async #commit(partition: number, offset: bigint, commit: (offset: bigint) => Promise<void>): Promise<void> {
    if (offset <= (this.#committed.get(partition) ?? -1n)) return
    await commit(offset)
    this.#committed.set(partition, offset)
    this.#poison.committed(partition)
  }

  /**
   * The outputs or the offset did not reach the broker. Nothing is committed: begins again from what is, after a
   * moment; repeated outputs are known by their run and number.
   */
  async #readAgain(partition: number, worker: PartitionWorker, from: bigint, error: unknown): Promise<void> {
    const { log, signal, clock } = this.#options
    const reason = error instanceof Error ? error.message : String(error)
    log.warn({ partition, reason, from: from.toString(), outage: isOutage(error) }, 'a batch is read again')
    await worker.forget()
    if (this.#isLost(partition, worker)) return
    this.#workers.delete(partition)
    this.seek(partition, from)
    await waitAfter(schedules.outage, 1, signal, clock)
  }
}
