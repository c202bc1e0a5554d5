import type { FileId, RunId } from '@floatchat/contracts/ids'
import type { PartitionContext } from '@floatchat/stage/Stage'
import { FileRun, identityOf, type Message } from './FileRun.ts'

/** The runs of one partition of which the writer has seen something and not yet the end. */
export class PartitionRuns {
  /** One run a file, the latest. */
  readonly open = new Map<FileId, FileRun>()
  /** Complete small files, to be written together, in the order in which they were completed. */
  readonly ready = new Map<RunId, FileRun>()
  readonly #abandonMs: number

  constructor(abandonMs: number) {
    this.#abandonMs = abandonMs
  }

  /**
   * The run that a message belongs to, begun where it is the first of it. A later run takes the place of
   * an unfinished earlier one.
   *
   * @returns undefined for what still comes of a run whose place was taken.
   */
  async runOf(message: Message, context: PartitionContext): Promise<FileRun | undefined> {
    const identity = identityOf(message)
    const complete = this.ready.get(identity.run_id)
    if (complete !== undefined) return complete
    const current = this.open.get(identity.file_id)
    if (current !== undefined) {
      if (identity.run_id < current.identity.run_id) return undefined
      if (identity.run_id === current.identity.run_id) {
        current.lastTimestamp = message.timestamp
        return current
      }
      context.log.info({ run: current.identity.run_id, by: identity.run_id }, 'a later run over the file has begun')
      await this.close(current, context)
    }
    await this.#giveUpAbandoned(message.timestamp, context)
    const run = new FileRun(identity)
    run.lastTimestamp = message.timestamp
    this.open.set(identity.file_id, run)
    context.hold(identity.run_id, message)
    return run
  }

  /** The run is whole and small: it waits to be written with others. */
  complete(run: FileRun): void {
    this.ready.set(run.identity.run_id, run)
    this.open.delete(run.identity.file_id)
  }

  get readyBytes(): number {
    let bytes = 0
    for (const run of this.ready.values()) bytes += run.bytes
    return bytes
  }

  /** Nothing of the run is needed any more. */
  async close(run: FileRun, context: PartitionContext): Promise<void> {
    const { file_id, run_id } = run.identity
    if (this.open.get(file_id) === run) this.open.delete(file_id)
    this.ready.delete(run_id)
    run.takeInMemory()
    await run.stream?.abandon()
    context.release(run_id)
  }

  /** Forgets everything: it will be read again, here or elsewhere. */
  async forget(): Promise<void> {
    const runs = [...this.open.values(), ...this.ready.values()]
    this.open.clear()
    this.ready.clear()
    await Promise.all(
      runs.map((run) => {
        run.takeInMemory()
        return run.stream?.abandon()
      }),
    )
  }

  get all(): Iterable<FileRun> {
    return this.open.values()
  }

  /** Whether a run of the partition streams. */
  get streams(): boolean {
    for (const run of this.open.values()) if (run.state === 'streaming') return true
    return false
  }

  get bytes(): number {
    let bytes = this.readyBytes
    for (const run of this.open.values()) bytes += run.bytes
    return bytes
  }

  /**
   * A run whose parser died without a word and was never followed by another would hold back the
   * partition's offset for ever.
   */
  async #giveUpAbandoned(now: number, context: PartitionContext): Promise<void> {
    for (const run of [...this.open.values()]) {
      if (now - run.lastTimestamp <= this.#abandonMs) continue
      context.log.warn(
        { run: run.identity.run_id, file: run.identity.file_id },
        'gave up a run that was never finished',
      )
      await this.close(run, context)
    }
  }
}
