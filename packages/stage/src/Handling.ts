import { permanent } from '@floatchat/contracts/IngestionError'
import type { Clock } from '@floatchat/service/Clock'
import { Budget } from './Budget.ts'

/** How long a handler may take to end after it was told to. */
const graceMs = 30_000

export interface HandlingOptions {
  readonly stage: string
  readonly partition: number
  /** Longest that a message may be handled without any progress, milliseconds. */
  readonly budgetMs: number
  readonly clock: Clock
  /** Ends what was begun: the stage stops. */
  readonly stopping: AbortSignal
}

/** Tells the handler at work on a partition to end: with the stage, with the partition or because its time is up. */
export class Handling {
  /** The stage stops, or the partition is another's. */
  readonly over: AbortSignal
  readonly #options: HandlingOptions
  readonly #lost = new AbortController()
  readonly #budget: Budget
  #handler = new AbortController()

  constructor(options: HandlingOptions) {
    this.#options = options
    this.#budget = new Budget(options.clock)
    this.over = AbortSignal.any([options.stopping, this.#lost.signal])
    this.over.addEventListener('abort', () => this.#handler.abort(this.over.reason), { once: true })
  }

  /** Of the handler at work. */
  get signal(): AbortSignal {
    return this.#handler.signal
  }

  /** The partition is another's by now. */
  lose(): void {
    this.#lost.abort(new Error('the partition was handed back'))
  }

  /** What the handler yields, with its time measured. */
  measured<Output>(outputs: AsyncIterable<Output>): AsyncIterable<Output> {
    return this.#budget.measured(outputs)
  }

  /** The handler says that it gets on. */
  progress(): void {
    this.#budget.progress()
  }

  /** The handler has ended. Where its time was up, the next one has its own. */
  ended(): void {
    if (this.signal.aborted && !this.over.aborted) this.#handler = new AbortController()
  }

  /** Ends the handler that has used up its time. False where it was told to, and goes on. */
  enforceBudget(): boolean {
    const { stage, partition, budgetMs } = this.#options
    const { spentMs } = this.#budget
    if (spentMs < budgetMs) return true
    if (this.signal.aborted) return spentMs < budgetMs + graceMs
    const sentence = `The ${stage} has worked on one message of partition ${partition} for ${Math.round(budgetMs / 1000)} s (STAGE_MESSAGE_SECONDS) without any progress: it was given up.`
    this.#handler.abort(permanent('TOO_EXPENSIVE', sentence))
    return true
  }
}
