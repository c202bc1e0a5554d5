import type { FileId, RunId } from '@floatchat/contracts/ids'
import type { LastOfRun } from '@floatchat/stage/isAbandoned'
import { FailedCounts } from './FailedCounts.ts'

/** What is counted of one run over a file until its FileParsed comes. */
export interface RunTally extends LastOfRun {
  readonly fileId: FileId
  readonly runId: RunId
  /** The grey list of when its first profile came. */
  readonly greyListSha256: string | undefined
  /** Numbers of the profiles counted: one that is delivered again counts once. */
  readonly seen: Set<number>
  readonly counts: FailedCounts
  /** CPU time spent on its profiles, milliseconds. */
  spentMs: number
  lastTimestamp: number
  seenAt: number
  /** When its first message was taken up, milliseconds since 1970-01-01T00:00Z. */
  readonly beganAt: number
}

/** The open runs of each partition. */
export class RunTallies {
  readonly #byPartition = new Map<number, Map<RunId, RunTally>>()

  get(partition: number, runId: RunId): RunTally | undefined {
    return this.#byPartition.get(partition)?.get(runId)
  }

  /** Runs over the file that are earlier than this one by their ids. */
  earlierThan(partition: number, fileId: FileId, runId: RunId): readonly RunTally[] {
    return this.all(partition).filter((tally) => tally.fileId === fileId && tally.runId < runId)
  }

  open(partition: number, run: Pick<RunTally, 'fileId' | 'runId' | 'greyListSha256'>, lastTimestamp: number): RunTally {
    const seenAt = performance.now()
    const counts = new FailedCounts()
    const tally = { ...run, seen: new Set<number>(), counts, spentMs: 0, lastTimestamp, seenAt, beganAt: Date.now() }
    const runs = this.#byPartition.get(partition) ?? new Map<RunId, RunTally>()
    runs.set(run.runId, tally)
    this.#byPartition.set(partition, runs)
    return tally
  }

  drop(partition: number, runId: RunId): void {
    this.#byPartition.get(partition)?.delete(runId)
  }

  /** The runs of the partition. */
  all(partition: number): readonly RunTally[] {
    return [...(this.#byPartition.get(partition)?.values() ?? [])]
  }

  forget(partition: number): void {
    this.#byPartition.delete(partition)
  }
}
