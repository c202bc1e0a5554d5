import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import type { Job, System } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'

/** What one fault did to files that were under way. Times in seconds. */
export interface FaultReport {
  readonly fault: string
  readonly jobs: number
  readonly succeeded: number
  /** Longest time in which no job ended, from the beginning of the fault on. */
  readonly longestStall: number
  /** From the end of the fault to the end of the last job. */
  readonly wellAfter: number
}

const reports: FaultReport[] = []

/** The files of every passage: twenty of one profile each, and two that take a while. */
export const flow = [
  ...cycleRange(1, 20).map((cycle) => floatFile({ platform: '5900401', cycles: [cycle], levels: 200 })),
  floatFile({ platform: '5900402', cycles: cycleRange(1, 80), levels: 600 }),
  floatFile({ platform: '5900403', cycles: cycleRange(1, 80), levels: 600, dataMode: 'D' }),
]

/** Digest of the tables after an undisturbed passage. */
export async function undisturbed(system: System): Promise<string> {
  await emptyTables(system.database)
  const jobs = await Promise.all(flow.map((file) => system.upload(file)))
  for (const { job_id } of jobs) expect((await system.ended(job_id)).status).toBe('succeeded')
  return system.digest()
}

/**
 * Sends the files while the fault comes and goes, and sees that every job succeeds and that the tables
 * hold what they hold without it: nothing lost, nothing twice.
 */
export async function underFault(
  system: System,
  expected: string,
  fault: string,
  { begin, end, lasts }: { begin: () => void | Promise<void>; end: () => void | Promise<void>; lasts: number },
): Promise<FaultReport> {
  await emptyTables(system.database)
  const uploads: Promise<{ job_id: string }>[] = []
  const send = async (file: (typeof flow)[number]) => {
    // An upload may be refused while the bucket or the database is away: its client sends it again.
    for (let attempt = 1; ; attempt++) {
      try {
        return await system.upload(file)
      } catch (error) {
        if (attempt === 200) throw error
        await sleep(250)
      }
    }
  }
  const half = Math.floor(flow.length / 2)
  for (const file of flow.slice(half)) uploads.push(send(file))
  await sleep(300)
  const began = Date.now()
  await begin()
  for (const file of flow.slice(0, half)) {
    uploads.push(send(file))
    await sleep(40)
  }
  await sleep(Math.max(0, lasts * 1000 - (Date.now() - began)))
  await end()
  const over = Date.now()

  const jobs: Job[] = []
  for (const upload of uploads) jobs.push(await system.ended((await upload).job_id, 120))
  const ends = jobs.map((job) => Date.parse(String(job.completed_at))).toSorted((a, b) => a - b)
  const moments = [began, ...ends.filter((at) => at > began)]
  const report = {
    fault,
    jobs: jobs.length,
    succeeded: jobs.filter(({ status }) => status === 'succeeded').length,
    longestStall: Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at)), 0) / 1000,
    wellAfter: Math.max(0, (ends.at(-1) ?? over) - over) / 1000,
  }
  reports.push(report)
  expect(jobs.filter(({ status }) => status !== 'succeeded').map(({ error_log }) => error_log)).toEqual([])
  expect(await system.digest()).toBe(expected)
  return report
}

/** The table of everything that was tried, for the record. */
export function faultTable(): string {
  const rows = reports.map(
    ({ fault, jobs, succeeded, longestStall, wellAfter }) =>
      `| ${fault} | ${jobs} | ${jobs - succeeded} | 0 | 0 | ${longestStall.toFixed(1)} | ${wellAfter.toFixed(1)} |`,
  )
  return [
    '| fault | jobs | failed | lost | doubled | longest stall, s | well again after, s |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
