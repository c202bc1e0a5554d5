import { Worker } from 'node:worker_threads'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Hdf5ProblemCode } from './Hdf5Problem.ts'
import type { Hdf5Ready, Hdf5Reply, Hdf5Request } from './protocol.ts'

/**
 * Computing that one answer may take: a block of a sound file takes a tenth, and neither the start of the thread nor
 * a busy machine counts. With the looks below a hostile file is refused within a second.
 */
const computingMs = 600
/** Silence after which a thread is given up whatever it does: it may wait for a disk that is gone. */
const silenceMs = 60_000
/** Room for what the thread makes of JavaScript, which is next to nothing: its data are the library's own. */
const maxYoungGenerationSizeMb = 4
const lookEveryMs = 100

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
  /** Settled when the library is loaded, or the thread broken. */
  readonly #started = Promise.withResolvers<void>()

  constructor() {
    this.#worker = new Worker(new URL('./hdf5Worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb },
    })
    this.#worker.unref()
    this.#worker.on('message', (message: Hdf5Reply | Hdf5Ready) => {
      if ('ready' in message) this.#started.resolve()
      else this.#receive(message)
    })
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

  /** @throws IngestionError TRUNCATED where the file ends before it says, TOO_LARGE beyond the bounds, MALFORMED_NETCDF for every
   *   other failure. */
  async ask(question: Question): Promise<Hdf5Reply> {
    // Keeps the process alive until the thread can be watched.
    this.#worker.ref()
    await this.#started.promise
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
      waiting?.reject(this.#error(reply.problem, undefined, reply.code))
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
    this.#started.resolve()
    clearInterval(this.#watchdog)
    for (const waiting of this.#waiting.values()) waiting.reject(this.#error(what, cause))
    this.#waiting.clear()
  }

  #error(what: string, cause: unknown, code: Hdf5ProblemCode = 'MALFORMED_NETCDF'): Error {
    return permanent(code, `${this.#filename} ${what}.`, cause)
  }
}
