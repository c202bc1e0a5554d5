import type { FileId, RunId } from '@floatchat/contracts/ids'
import type { PartitionContext } from '@floatchat/stage/Stage'
import { FileRun, identityOf, type Message } from './FileRun.ts'

/** The runs of one partition of which the writer has seen something and not yet the end. */
export class PartitionRuns {
  /** Begun and not complete. */
  readonly open = new Map<RunId, FileRun>()
  /** Complete small files, to be written together, in the order in which they were completed. */
  readonly ready = new Map<RunId, FileRun>()
  readonly #abandonMs: number

  constructor(abandonMs: number) {
    this.#abandonMs = abandonMs
  }

  /**
   * The run that a message belongs to, begun where it is the first of it. A later run takes the place of
   * unfinished earlier ones. One that is earlier by its id and comes after a later one is gathered beside
   * that: it may be the rest of one whose place was taken, or the only live one, begun by a parser with the
   * right time after another, whose clock was ahead, has died.
   */
  async runOf(message: Message, context: PartitionContext): Promise<FileRun> {
    const identity = identityOf(message)
    const known = this.ready.get(identity.run_id) ?? this.open.get(identity.run_id)
    if (known !== undefined) {
      known.lastTimestamp = message.timestamp
      known.lastOffset = message.offset
      return known
    }
    for (const earlier of this.#openOver(identity.file_id)) {
      if (earlier.identity.run_id > identity.run_id) continue
      context.log.info({ run: earlier.identity.run_id, by: identity.run_id }, 'a later run over the file has begun')
      await this.close(earlier, context)
    }
    await this.#giveUpAbandoned(message.timestamp, context)
    const run = new FileRun(identity, message.offset)
    run.lastTimestamp = message.timestamp
    this.open.set(identity.run_id, run)
    context.hold(identity.run_id, message)
    return run
  }

  /** Whether a later run over the same file is under way, so that this one need not be whole. */
  isOvertaken({ identity }: FileRun): boolean {
    return this.#openOver(identity.file_id).some((other) => other.identity.run_id > identity.run_id)
  }

  /** The run is whole and small: it waits to be written with others. */
  complete(run: FileRun): void {
    this.ready.set(run.identity.run_id, run)
    this.open.delete(run.identity.run_id)
  }

  /**
   * The run is in the database. Nothing is needed any more of earlier ones over its file, nor of one that has
   * been silent since this one began: its parser is dead.
   */
  async written(run: FileRun, context: PartitionContext): Promise<void> {
    await this.close(run, context)
    for (const other of this.#openOver(run.identity.file_id)) {
      if (other.identity.run_id < run.identity.run_id || other.lastOffset < run.firstOffset) {
        context.log.info({ run: other.identity.run_id, by: run.identity.run_id }, 'another run has written the file')
        await this.close(other, context)
      }
    }
  }

  get readyBytes(): number {
    let bytes = 0
    for (const run of this.ready.values()) bytes += run.bytes
    return bytes
  }

  /** Nothing of the run is needed any more. */
  async close(run: FileRun, context: PartitionContext): Promise<void> {
    const { run_id } = run.identity
    this.open.delete(run_id)
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

  #openOver(fileId: FileId): FileRun[] {
    return [...this.open.values()].filter(({ identity }) => identity.file_id === fileId)
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
