import { setTimeout as sleep } from 'node:timers/promises'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { serviceNames } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'
import { uploadUntilTaken } from '../src/uploadUntilTaken.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'
import { Striker } from './Striker.ts'

/** How many histories: a few by default, many for the record (HISTORIES=100). */
const histories = Number(process.env.HISTORIES ?? 4)

const platform = '5900601'
/** Versions of the same profiles that contradict each other, singles and a whole float, and a bad file. */
const pool = [
  floatFile({ platform, cycles: cycleRange(1, 12), levels: 120 }),
  floatFile({ platform, cycles: cycleRange(1, 12), levels: 120, dateUpdate: '20240601000000', shift: 0.5 }),
  floatFile({
    platform,
    cycles: cycleRange(3, 9),
    levels: 120,
    dataMode: 'D',
    dateUpdate: '20240101000000',
    shift: 0.25,
  }),
  floatFile({ platform, cycles: [4], levels: 120, dataMode: 'D', dateUpdate: '20240901000000', shift: 0.75 }),
  floatFile({ platform, cycles: [5], levels: 90, dataMode: 'A', dateUpdate: '20240601000000', shift: 0.1 }),
  floatFile({ platform, cycles: [5], levels: 90, dateUpdate: '20240601000000', shift: 0.2 }),
  // Equal versions with different contents: one of them holds, the same one always.
  floatFile({ platform, cycles: [6], levels: 100, dateUpdate: '20241001000000', shift: 0.3 }),
  floatFile({ platform, cycles: [6], levels: 100, dateUpdate: '20241001000000', shift: 0.4 }),
  floatFile({ platform: '5900602', cycles: cycleRange(1, 40), levels: 400 }),
  floatFile({ platform: '5900602', cycles: cycleRange(20, 60), levels: 400, dataMode: 'D' }),
  { name: 'R5900603_001.nc', bytes: Buffer.from('bad') },
].map((file, index) => ({ ...file, name: `${index}-${file.name}` }))
const bad = pool.length - 1

const strike = fc.record({
  at: fc.integer({ min: 0, max: 2_500 }),
  what: fc.constantFrom(...serviceNames, 'broker' as const, 'database' as const),
  which: fc.nat({ max: 5 }),
  // One in four sleeps for longer than its session, and wakes in the middle of what another has taken over.
  how: fc.constantFrom('kill' as const, 'kill' as const, 'kill' as const, 'pause' as const),
})
const history = fc.record({
  files: fc.array(fc.integer({ min: 0, max: pool.length - 1 }), { minLength: 3, maxLength: 14 }),
  gap: fc.integer({ min: 0, max: 120 }),
  strikes: fc.array(strike, { maxLength: 4 }),
})

describe('the same set of files', () => {
  let system: FaultySystem
  beforeAll(async () => {
    system = await openFaultySystem('histories', { scale: { parser: 2, writer: 3 } })
  })
  afterAll(() => system.close())

  it(`gives the same database over ${histories} random histories`, async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ files, gap, strikes }) => {
        const expected = await plainly(new Set(files))
        await emptyTables(system.database)
        const striker = new Striker(system)
        const faults = strikes.map((strike) => sleep(strike.at).then(() => striker.strike(strike)))
        const uploads: { index: number; job: Promise<{ job_id: string }> }[] = []
        for (const index of files) {
          uploads.push({ index, job: send(index) })
          await sleep(gap)
        }
        await Promise.all(faults)
        for (const { index, job } of uploads) {
          const { status, error_log } = await system.ended((await job).job_id, 150)
          expect([status, error_log]).toEqual(index === bad ? ['failed', expect.any(String)] : ['succeeded', null])
        }
        expect(await system.digest()).toBe(expected)
        const letters = await findDeadLetters(system.database.pool, { status: 'open' })
        expect(letters.filter(({ filename }) => filename !== pool[bad]?.name)).toEqual([])
      }),
      {
        numRuns: histories,
        endOnFailure: true,
        ...(process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }),
      },
    )
  }, 3_600_000)

  /** The digest after the files were sent once each, in order, with nothing in the way. */
  async function plainly(set: ReadonlySet<number>): Promise<string> {
    await emptyTables(system.database)
    for (const index of [...set].toSorted((a, b) => a - b)) await system.ended((await send(index)).job_id, 150)
    return system.digest()
  }

  async function send(index: number): Promise<{ job_id: string }> {
    const file = pool[index]
    if (file === undefined) throw new Error(`there is no file ${index}`)
    return uploadUntilTaken(system, file)
  }
})
