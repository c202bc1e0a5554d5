import { Hdf5Thread } from './Hdf5Thread.ts'

/** WebAssembly memory never shrinks: a thread that has come to hold this much makes room for a new one. */
const mostIdleBytes = 128 * 1024 * 1024

/**
 * Threads with the HDF5 library, made when first needed, one for each file that is open at a time. A file
 * for which there is none waits.
 */
export class Hdf5Workers implements AsyncDisposable {
  readonly #most: number
  readonly #idle: Hdf5Thread[] = []
  readonly #queue: (() => void)[] = []
  #busy = 0

  /** @param most files that are open at the same time. */
  constructor(most: number) {
    this.#most = most
  }

  /** A thread that nobody else uses until it is given back. */
  async acquire(): Promise<Hdf5Thread> {
    while (this.#busy >= this.#most) await new Promise<void>((resolve) => this.#queue.push(resolve))
    this.#busy += 1
    let thread = this.#idle.pop()
    while (thread?.broken) thread = this.#idle.pop()
    return thread ?? new Hdf5Thread()
  }

  /** Closes the file and keeps the thread, unless it is broken or has grown too large. */
  async release(thread: Hdf5Thread): Promise<void> {
    try {
      if (thread.broken) return
      const reply = await thread.ask({ ask: 'close' })
      if ('memoryBytes' in reply && reply.memoryBytes <= mostIdleBytes) this.#idle.push(thread)
      else await thread.terminate()
    } catch {
      // It broke while closing: the file has been read to its end, and the thread is not used again.
    } finally {
      this.#busy -= 1
      this.#queue.shift()?.()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.terminate()))
  }
}
