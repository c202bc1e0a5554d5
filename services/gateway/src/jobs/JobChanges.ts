import type { Database } from '@floatchat/db/connectDatabase'
import { type Listener, listenForChanges } from '@floatchat/db/listenForChanges'

/** Tells those who wait for a job's next change, whichever instance makes it. */
export class JobChanges {
  readonly #waiting = new Map<string, Set<() => void>>()
  readonly #listener: Listener

  /** @param outboxFilled is told, by the same connection, that another service has put events into the outbox. */
  constructor(database: Database, outboxFilled: () => void) {
    const jobChanged = (jobId: string) => {
      for (const wake of this.#waiting.get(jobId) ?? []) wake()
    }
    this.#listener = listenForChanges(database, { jobChanged, outboxFilled })
  }

  /**
   * Resolves at the next change of the job, or after some time, since a change may not be heard of while the
   * connection is away; at once where the signal is aborted.
   */
  next(jobId: string, signal: AbortSignal): Promise<void> {
    const atMost = this.#listener.isListening() ? 5_000 : 500
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(jobId) ?? new Set()
      this.#waiting.set(jobId, waiting)
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        waiting.delete(wake)
        if (waiting.size === 0) this.#waiting.delete(jobId)
        resolve()
      }
      const timer = setTimeout(wake, atMost)
      waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
      if (signal.aborted) wake()
    })
  }

  close(): Promise<void> {
    return this.#listener.close()
  }
}
