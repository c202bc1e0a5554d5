import { permanent } from '@floatchat/contracts/IngestionError'

/**
 * The time that a message may be handled without an output. Bounds of size are the rule, for they are the same
 * everywhere; this is the last resort against work that would never end.
 */
export class Budget {
  /** Aborted when the time is used up, or with the stage's own signal. */
  readonly signal: AbortSignal
  readonly #used = new AbortController()
  readonly #describe: () => Error
  readonly #budgetMs: number | undefined
  readonly #stageSignal: AbortSignal
  readonly #forward = (): void => this.#used.abort(this.#stageSignal.reason)
  #timer: NodeJS.Timeout | undefined

  constructor(stage: string, record: string, budgetMs: number | undefined, stageSignal: AbortSignal) {
    this.#budgetMs = budgetMs
    this.#stageSignal = stageSignal
    this.signal = budgetMs === undefined ? stageSignal : this.#used.signal
    // AbortSignal.any would do, and leave garbage for the collector with each message.
    if (budgetMs !== undefined) stageSignal.addEventListener('abort', this.#forward, { once: true })
    this.#describe = () =>
      permanent(
        'TOO_EXPENSIVE',
        `The ${stage} has worked on one ${record} for ${(budgetMs ?? 0) / 1000} s (STAGE_MESSAGE_SECONDS) without a result: it was given up.`,
      )
    this.renew()
  }

  /** Begins anew: there was an output. */
  renew(): void {
    clearTimeout(this.#timer)
    if (this.#budgetMs === undefined || this.#used.signal.aborted) return
    this.#timer = setTimeout(() => this.#used.abort(this.#describe()), this.#budgetMs)
  }

  /** The work, or the end of its time, whichever comes first. */
  async race<Result>(work: Promise<Result>): Promise<Result> {
    if (this.#budgetMs === undefined) return work
    const { signal } = this.#used
    let stop: () => void = () => undefined
    const over = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
    })
    try {
      return await Promise.race([work, over])
    } finally {
      signal.removeEventListener('abort', stop)
      // Work that lost ends with the signal's reason, when it looks.
      work.catch(() => undefined)
    }
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#stageSignal.removeEventListener('abort', this.#forward)
  }
}
