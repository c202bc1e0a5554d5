import { Worker } from 'node:worker_threads'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Hdf5Reply, Hdf5Request } from './protocol.ts'

/** Computing that one answer may take: a block of a sound file takes a tenth, and a busy machine does not count. */
const computingMs = 1000
/** Silence after which a thread is given up whatever it does: it may wait for a disk that is gone. */
const silenceMs = 60_000
const lookEveryMs = 250

type Question = Hdf5Request extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never
interface Waiting {
  readonly resolve: (reply: Hdf5Reply) => void
  readonly reject: (error: unknown) => void
}

/**
 * A worker thread with the HDF5 library, asked questions about one file at a time.
 *
 * Whatever becomes of it (an error in the library, a crash, a loop without end) is a permanent error of
 * the file that it was reading; such a thread is `broken` and is not used again.
 */
export class Hdf5Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  #filename = ''
  #broken = false
  #watchdog: NodeJS.Timeout | undefined

  constructor() {
    this.#worker = new Worker(new URL('./hdf5Worker.ts', import.meta.url))
    this.#worker.unref()
    this.#worker.on('message', (reply: Hdf5Reply) => this.#receive(reply))
    this.#worker.on('error', (error) => this.#break('makes the HDF5 library crash', error))
    this.#worker.on('exit', () => this.#break('makes the HDF5 library crash', undefined))
  }

  get broken(): boolean {
    return this.#broken
  }

  /** Names the file that the questions are about from now on, for sentences. */
  attend(filename: string): void {
    this.#filename = filename
  }

  /** @throws IngestionError MALFORMED_NETCDF for every kind of failure. */
  async ask(question: Question): Promise<Hdf5Reply> {
    if (this.#broken) throw this.#error('made the HDF5 library crash', undefined)
    const id = this.#next
    this.#next += 1
    const reply = new Promise<Hdf5Reply>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.#worker.postMessage({ id, ...question })
    this.#watch()
    return reply
  }

  async terminate(): Promise<void> {
    this.#break('was given up', undefined)
    await this.#worker.terminate()
  }

  #receive(reply: Hdf5Reply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    this.#watch()
    if (!('problem' in reply)) waiting?.resolve(reply)
    else {
      // The library may be left in any state after an error: the thread ends, another takes its place.
      waiting?.reject(this.#error(reply.problem, undefined))
      void this.terminate()
    }
  }

  /** Looks after the thread while an answer is awaited, and keeps the process alive so long. */
  #watch(): void {
    clearInterval(this.#watchdog)
    if (this.#waiting.size === 0) {
      this.#worker.unref()
      return
    }
    this.#worker.ref()
    const since = performance.now()
    let before: NodeJS.CpuUsage | undefined
    const watchdog = setInterval(async () => {
      // A thread that has just ended has no usage, and its end is told elsewhere.
      const used = await this.#worker.cpuUsage(before).catch(() => undefined)
      if (this.#watchdog !== watchdog) return
      if (before === undefined) {
        before = used
        return
      }
      const computed = used === undefined ? 0 : (used.user + used.system) / 1000
      if (computed <= computingMs && performance.now() - since <= silenceMs) return
      this.#break('keeps the HDF5 library busy without end', undefined)
      void this.#worker.terminate()
    }, lookEveryMs)
    this.#watchdog = watchdog
  }

  #break(what: string, cause: unknown): void {
    this.#broken = true
    clearInterval(this.#watchdog)
    for (const waiting of this.#waiting.values()) waiting.reject(this.#error(what, cause))
    this.#waiting.clear()
  }

  #error(what: string, cause: unknown): Error {
    return permanent('MALFORMED_NETCDF', `${this.#filename} ${what}.`, cause)
  }
}
