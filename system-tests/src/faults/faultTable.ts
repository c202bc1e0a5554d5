/** What one fault did to files that were under way. Times in seconds. */
export interface FaultReport {
  readonly fault: string
  readonly times: number
  readonly jobs: number
  readonly failed: number
  /** Rows of the database that are missing. */
  readonly lost: number
  /** Rows that are there too much. */
  readonly doubled: number
  /** Dead letters, all of what the fault itself put on the topics. */
  readonly letters: number
  /** Longest time in which no job ended, from the beginning of the fault on; NaN where none was followed. */
  readonly longestStall: number
  /** From the end of the fault to the end of the last job. */
  readonly wellAfter: number
}

const reports: FaultReport[] = []

export function record(report: FaultReport): void {
  reports.push(report)
}

/** The table of everything that was tried, for the record. */
export function faultTable(): string {
  const rows = reports.map(
    ({ fault, times, jobs, failed, lost, doubled, letters, longestStall, wellAfter }) =>
      `| ${[fault, times, jobs, failed, lost, doubled, letters, longestStall.toFixed(1), wellAfter.toFixed(1)].join(' | ')} |`,
  )
  return [
    '| fault | times | jobs | failed | rows lost | rows doubled | dead letters | longest stall, s | well again after, s |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
