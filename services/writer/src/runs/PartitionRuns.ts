import type { FileId, RunId } from '@floatchat/contracts/ids'
import { isAbandoned } from '@floatchat/stage/isAbandoned'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { FileToWrite } from '../writing/FileToWrite.ts'
import { FileRun } from './FileRun.ts'
import { identityOf, type RunMessage, type WithdrawalMessage } from './Message.ts'

/** As often as the stage tries a message that fails in a way that nobody foresaw. */
const faultsAtMost = 3

/** The runs of one partition of which the writer has seen something and not yet the end. */
export class PartitionRuns {
  /** Begun and not complete. */
  readonly open = new Map<RunId, FileRun>()
  /** Complete small files, to be written together, in the order in which they were completed. */
  readonly ready = new Map<RunId, FileRun>()
  /** Files to be taken out and brought back, in the order in which that was told. */
  withdrawals: WithdrawalMessage[] = []
  /**
   * The run for which the partition is read again, and the offset of its end: until then no other may stream here.
   * Stays over `forget`, so that two large runs that alternate do not take each other's place for ever.
   */
  #turn: { readonly runId: RunId; readonly until: bigint } | undefined
  /** How often the writer failed at a run in a way that nobody foresaw; stays over `forget` as well. */
  readonly #faults = new Map<RunId, number>()
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
  async runOf(message: RunMessage, context: PartitionContext): Promise<FileRun> {
    const identity = identityOf(message)
    if (this.#turn !== undefined && message.offset > this.#turn.until) this.#turn = undefined
    const known = this.ready.get(identity.run_id) ?? this.open.get(identity.run_id)
    if (known !== undefined) {
      known.lastTimestamp = message.timestamp
      known.seenAt = performance.now()
      known.lastOffset = message.offset
      return known
    }
    for (const earlier of this.#openOver(identity.file_id)) {
      if (earlier.identity.run_id > identity.run_id) continue
      context.log.info({ run: earlier.identity.run_id, by: identity.run_id }, 'a later run over the file has begun')
      const turn = this.#turn
      await this.close(earlier, context)
      if (turn?.runId === earlier.identity.run_id) this.#turn = { ...turn, runId: identity.run_id }
    }
    await this.giveUpAbandoned(context, message)
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
  complete(run: FileRun, file: FileToWrite): void {
    run.file = file
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
    this.#faults.delete(run_id)
    if (this.#turn?.runId === run_id) this.#turn = undefined
    await run.letGo()
    context.release(run_id)
  }

  /** Forgets everything: it will be read again, here or elsewhere. */
  async forget(): Promise<void> {
    const runs = [...this.open.values(), ...this.ready.values()]
    this.open.clear()
    this.ready.clear()
    this.withdrawals = []
    await Promise.all(runs.map((run) => run.letGo()))
  }

  /** Whether the run may have a transaction of its own: one at a time, and of its turn before others. */
  mayStream({ identity }: FileRun): boolean {
    return !this.streams && (this.#turn === undefined || this.#turn.runId === identity.run_id)
  }

  /** A run of which all has come and that was let go of: to be read again as soon as no other streams. */
  get waiting(): FileRun | undefined {
    if (this.streams) return undefined
    for (const run of this.open.values()) if (run.isLetGo && run.closing !== undefined) return run
    return undefined
  }

  /** Reads the partition again for a run of which all has come and that was let go of: it goes first. */
  readAgain({ identity }: FileRun, until: bigint, context: PartitionContext): void {
    this.#turn = { runId: identity.run_id, until }
    context.rewind(identity.run_id)
  }

  /** Counts a fault of the writer at this run, and says whether it is to be given up. */
  isHopeless({ identity }: FileRun): boolean {
    const faults = (this.#faults.get(identity.run_id) ?? 0) + 1
    this.#faults.set(identity.run_id, faults)
    return faults >= faultsAtMost
  }

  /** Whether a run of the partition streams. */
  get streams(): boolean {
    for (const run of this.open.values()) if (run.stream !== undefined && !run.isLetGo) return true
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

  async giveUpAbandoned(context: PartitionContext, message?: RunMessage): Promise<void> {
    for (const run of [...this.open.values()].filter((one) => isAbandoned(one, this.#abandonMs, message))) {
      context.log.warn(
        { run: run.identity.run_id, file: run.identity.file_id },
        'gave up a run that was never finished',
      )
      await this.close(run, context)
    }
  }
}
