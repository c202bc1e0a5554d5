import type { Database } from '@floatchat/db/connectDatabase'
import { type Choose, relayBulk } from '@floatchat/db/outbox/relayBulk'
import type { Send } from '@floatchat/db/outbox/relayOutbox'
import { BulkWindow } from './BulkWindow.ts'

/** The bulk lane of the outbox: whether it is worth a look, and how much of it is sent. */
export class BulkLane {
  readonly #window: BulkWindow
  readonly #kick: () => void
  /** Whether something may wait in it. */
  #mayWait = true
  /** Files that have ended since it was looked at. */
  #ended = 0
  #roomTimer: NodeJS.Timeout | undefined

  /** @param kick has it looked at soon. */
  constructor(mostUnderWay: number, kick: () => void) {
    this.#window = new BulkWindow(mostUnderWay)
    this.#kick = kick
  }

  /** Something may have been put into it. */
  lookAgain(): void {
    this.#mayWait = true
  }

  /** So many files have ended. */
  makeRoom(files: number): void {
    this.#ended += files
    if (!this.#mayWait) return
    // Each look is a transaction, and what is sent together shares the stages' rounds.
    if (this.#ended >= this.#window.worthwhile) this.#kick()
    else this.#roomTimer ??= setTimeout(this.#kick, this.#window.patienceMs)
  }

  /** Sends what there is room for. @param isQuiet whether nobody has sent a live file for a while. */
  async relay(database: Database, choose: Choose, send: Send, isQuiet: boolean): Promise<void> {
    this.#window.adjust(isQuiet)
    if (!this.#mayWait) return
    // Told of more meanwhile, it looks again: what is set here must not hide that.
    this.#mayWait = false
    this.#ended = 0
    this.stop()
    const { waiting, underWayMs } = await relayBulk(database, this.#window.size, choose, send)
    this.#window.learn(underWayMs, waiting)
    this.#mayWait ||= waiting
  }

  stop(): void {
    clearTimeout(this.#roomTimer)
    this.#roomTimer = undefined
  }
}
