import { setTimeout as sleep } from 'node:timers/promises'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import type { TableDigests } from '@floatchat/db/test/support/digestTables'
import { expect } from 'vitest'
import { cycleRange, floatFile } from '../floatFile.ts'
import type { Job, System } from '../openSystem.ts'
import { emptyTables } from '../storedProfiles.ts'
import { uploadUntilTaken } from '../uploadUntilTaken.ts'
import { record } from './faultTable.ts'

export type Flow = readonly { readonly name: string; readonly bytes: Buffer }[]

/** The files of every passage: twenty of one profile each, and two that take a while. */
export const longFlow: Flow = [
  ...cycleRange(1, 20).map((cycle) => floatFile({ platform: '5900401', cycles: [cycle], levels: 200 })),
  floatFile({ platform: '5900402', cycles: cycleRange(1, 80), levels: 600 }),
  floatFile({ platform: '5900403', cycles: cycleRange(1, 80), levels: 600, dataMode: 'D' }),
]

/** Files that are through in a second, for faults that last one. */
export const shortFlow: Flow = [
  ...cycleRange(1, 10).map((cycle) => floatFile({ platform: '5900404', cycles: [cycle], levels: 100 })),
  floatFile({ platform: '5900405', cycles: cycleRange(1, 30), levels: 400 }),
]

/** Digests of the tables after an undisturbed passage. */
export async function undisturbed(system: System, flow: Flow): Promise<string> {
  await emptyTables(system.database)
  const jobs = await Promise.all(flow.map((file) => uploadUntilTaken(system, file)))
  for (const { job_id } of jobs) expect((await system.ended(job_id)).status).toBe('succeeded')
  return system.digest()
}

export interface Fault {
  readonly name: string
  /** How often it strikes in the passage. Default 1. */
  readonly times?: number
  /** Seconds from the beginning of the fault to its end. */
  readonly lasts: number
  readonly begin: () => unknown
  readonly end: () => unknown
  /** Dead letters that the fault itself makes, to be seen and discarded before the end. None where not given. */
  readonly letters?: () => Promise<number>
}

/**
 * Sends the files while the fault comes and goes, and sees that every job succeeds, that the tables hold
 * what they hold without it (nothing lost, nothing twice), and that no dead letter is open.
 */
export async function underFault(
  system: System,
  { flow, expected }: { readonly flow: Flow; readonly expected: string },
  { name, times = 1, begin, end, lasts, letters = async () => 0 }: Fault,
): Promise<void> {
  await emptyTables(system.database)
  const jobs: Promise<{ job: Job; at: number }>[] = []
  const follow = (file: Flow[number]): void => {
    const job = uploadUntilTaken(system, file).then(async ({ job_id }) => ({
      job: await system.ended(job_id, 150, 200),
      // Our time, not the gateway's: its clock may be what jumps.
      at: Date.now(),
    }))
    // Awaited below; until then its failure must not count as unhandled.
    job.catch(() => undefined)
    jobs.push(job)
  }
  const half = Math.floor(flow.length / 2)
  for (const file of flow.slice(half)) follow(file)
  await sleep(300)
  const began = Date.now()
  await begin()
  for (const file of flow.slice(0, half)) {
    follow(file)
    await sleep(40)
  }
  await sleep(Math.max(0, lasts * 1000 - (Date.now() - began)))
  await end()
  const over = Date.now()

  const ended = await Promise.all(jobs)
  const own = await letters()
  const ends = ended.map(({ at }) => at).sort((a, b) => a - b)
  const moments = [began, ...ends.filter((at) => at > began)]
  const failed = ended.filter(({ job }) => job.status !== 'succeeded').map(({ job }) => job.error_log)
  const actual = await system.digest()
  record({
    fault: name,
    times,
    jobs: ended.length,
    failed: failed.length,
    ...rowsAstray(expected, actual),
    letters: own,
    longestStall: Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at)), 0) / 1000,
    wellAfter: Math.max(0, (ends.at(-1) ?? over) - over) / 1000,
  })
  expect(failed).toEqual([])
  expect(actual).toBe(expected)
  expect(await findDeadLetters(system.database.pool, { status: 'open' })).toEqual([])
}

/** Rows too few and too many, over all tables. */
export function rowsAstray(expected: string, actual: string): { lost: number; doubled: number } {
  const wanted = JSON.parse(expected) as TableDigests
  const found = JSON.parse(actual) as TableDigests
  const more = Object.keys(wanted).map((table) => {
    const name = table as keyof TableDigests
    return found[name].rows - wanted[name].rows
  })
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  return { lost: 0 - sum(more.filter((rows) => rows < 0)), doubled: sum(more.filter((rows) => rows > 0)) }
}
