import type { FileId, RunId } from '@floatchat/contracts/ids'
import { FailedCounts } from './FailedCounts.ts'

/** What is counted of one run over a file until its FileParsed comes. */
export interface RunTally {
  readonly fileId: FileId
  readonly runId: RunId
  /** Numbers of the profiles counted: one that is delivered again counts once. */
  readonly seen: Set<number>
  readonly counts: FailedCounts
  /** When its last profile came, milliseconds since 1970-01-01T00:00Z. */
  touchedAt: number
}

/** The open runs of each partition, one for a file. */
export class RunTallies {
  readonly #byPartition = new Map<number, Map<FileId, RunTally>>()

  get(partition: number, fileId: FileId): RunTally | undefined {
    return this.#byPartition.get(partition)?.get(fileId)
  }

  open(partition: number, fileId: FileId, runId: RunId, now: number): RunTally {
    const tally = { fileId, runId, seen: new Set<number>(), counts: new FailedCounts(), touchedAt: now }
    const runs = this.#byPartition.get(partition) ?? new Map<FileId, RunTally>()
    runs.set(fileId, tally)
    this.#byPartition.set(partition, runs)
    return tally
  }

  drop(partition: number, fileId: FileId): void {
    this.#byPartition.get(partition)?.delete(fileId)
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
