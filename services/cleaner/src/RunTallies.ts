import type { FileId, RunId } from '@floatchat/contracts/ids'
import { FailedCounts } from './FailedCounts.ts'

/** What is counted of one run over a file until its FileParsed comes. */
export interface RunTally {
  readonly fileId: FileId
  readonly runId: RunId
  /** The grey list of when its first profile came. */
  readonly greyListSha256: string | undefined
  /** Numbers of the profiles counted: one that is delivered again counts once. */
  readonly seen: Set<number>
  readonly counts: FailedCounts
  /** CPU time spent on its profiles, milliseconds. */
  spentMs: number
  /** When its last profile came, milliseconds of the monotonic clock: by one that is set, all would be idle at once. */
  touchedAt: number
}

/** The open runs of each partition. */
export class RunTallies {
  readonly #byPartition = new Map<number, Map<RunId, RunTally>>()

  get(partition: number, runId: RunId): RunTally | undefined {
    return this.#byPartition.get(partition)?.get(runId)
  }

  /** Runs over the file that are earlier than this one by their ids. */
  earlierThan(partition: number, fileId: FileId, runId: RunId): readonly RunTally[] {
    const runs = [...(this.#byPartition.get(partition)?.values() ?? [])]
    return runs.filter((tally) => tally.fileId === fileId && tally.runId < runId)
  }

  open(partition: number, run: Pick<RunTally, 'fileId' | 'runId' | 'greyListSha256'>, now: number): RunTally {
    const tally = { ...run, seen: new Set<number>(), counts: new FailedCounts(), spentMs: 0, touchedAt: now }
    const runs = this.#byPartition.get(partition) ?? new Map<RunId, RunTally>()
    runs.set(run.runId, tally)
    this.#byPartition.set(partition, runs)
    return tally
  }

  drop(partition: number, runId: RunId): void {
    this.#byPartition.get(partition)?.delete(runId)
  }

  /** Runs of the partition whose last profile came before that time. */
  idleSince(partition: number, time: number): readonly RunTally[] {
    const runs = this.#byPartition.get(partition)
    return runs === undefined ? [] : [...runs.values()].filter((tally) => tally.touchedAt < time)
  }

  forget(partition: number): void {
    this.#byPartition.delete(partition)
  }
}
