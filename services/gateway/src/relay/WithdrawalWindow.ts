/** About what the writer does in 0.2 s, on two cores: a live file waits for so many at most. */
const most = 240
/** What is not done by then is no longer waited for, ms: it may have become a dead letter. */
const givenUpAfterMs = 60_000
/** How soon there may be room for others, ms. */
const lookMs = 20
/** Where none was done for so long, it is not looked for any sooner than for other events, ms. */
const standingAfterMs = 1_000

/**
 * How many requests to withdraw, restore or purge datasets may be under way at once. Thousands are asked for at the end of
 * a mirror's day, or by one command; sent all at once they would lie before every live file.
 */
export class WithdrawalWindow {
  readonly #readUndone: (withdrawals: readonly number[]) => Promise<readonly number[]>
  readonly #now: () => number
  /** The numbers of those that were sent and, as far as is known, are not done; and when each was sent. */
  #underWay = new Map<number, number>()
  #room = most
  #mayWait = false
  /** When one was last sent, or seen to be done. */
  #movedAt = Number.NEGATIVE_INFINITY

  /** @param readUndone of so many, those that are not done. */
  constructor(
    readUndone: (withdrawals: readonly number[]) => Promise<readonly number[]>,
    now: () => number = () => performance.now(),
  ) {
    this.#readUndone = readUndone
    this.#now = now
  }

  /** When it is to be looked at again, ms; undefined where nothing waits for room, or none is being done. */
  get lookMs(): number | undefined {
    return this.#mayWait && this.#now() - this.#movedAt < standingAfterMs ? lookMs : undefined
  }

  /** Requests that may be sent now. What is sent together is done together: little room is none. */
  async room(): Promise<number> {
    if (this.#underWay.size > 0) await this.#forgetDone()
    const room = most - this.#underWay.size
    this.#room = room < most / 2 ? 0 : room
    return this.#room
  }

  /** These were sent, into the room that there was. */
  add(withdrawals: readonly number[]): void {
    const now = this.#now()
    for (const withdrawal of withdrawals) this.#underWay.set(withdrawal, now)
    if (withdrawals.length > 0) this.#movedAt = now
    this.#mayWait = withdrawals.length === this.#room && (this.#room > 0 || this.#mayWait)
  }

  async #forgetDone(): Promise<void> {
    const undone = new Set(await this.#readUndone([...this.#underWay.keys()]))
    const now = this.#now()
    if (undone.size < this.#underWay.size) this.#movedAt = now
    for (const [withdrawal, sentAt] of this.#underWay)
      if (!undone.has(withdrawal) || now - sentAt > givenUpAfterMs) this.#underWay.delete(withdrawal)
  }
}
