/** What becomes of a file that was asked for. */
export const outcomes = ['taken', 'known', 'unchanged', 'ahead', 'absent', 'spoiled', 'failed', 'unfetched'] as const
export type Outcome = (typeof outcomes)[number]

export interface FileReport {
  readonly path: string
  readonly outcome: Outcome | 'withdrawn' | 'kept'
  readonly dataset_id?: number
  readonly problem?: string
}

const mostProblems = 100
/** Of a sound index few rows are newer than their files: where most are, they are all fetched again for nothing. */
const mostAhead = { files: 200, share: 0.5 }

/** What a run has done so far. */
export class RunCounts {
  readonly counts: Record<string, number> = {}
  readonly problems: { path: string; problem: string }[] = []
  #dated = 0
  #ahead = 0
  readonly #ended: ((report: FileReport) => void) | undefined

  constructor(ended: ((report: FileReport) => void) | undefined) {
    this.#ended = ended
  }

  /** Whether the index speaks of a newer file than the one that was fetched. */
  date(isAhead: boolean): void {
    this.#dated += 1
    if (isAhead) this.#ahead += 1
  }

  /** The dates of this index are not those of its files, whose DATE_UPDATE then says nothing about it. */
  get datesAreOthers(): boolean {
    return this.#ahead > mostAhead.files && this.#ahead > mostAhead.share * this.#dated
  }

  add(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by
  }

  file(report: FileReport): void {
    this.add(report.outcome)
    if (report.problem !== undefined) this.problem(report.path, report.problem)
    this.#ended?.(report)
  }

  problem(path: string, problem: string): void {
    this.add('problems')
    if (this.problems.length < mostProblems) this.problems.push({ path, problem })
  }
}
