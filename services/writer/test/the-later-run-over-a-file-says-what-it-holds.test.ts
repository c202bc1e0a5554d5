import { digestTables, type TableDigests } from '@floatchat/db/test/support/digestTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { orphans, rowCounts, takeRereads, versionsAstray } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, fileIdOf, messagesOf, type ProfileSketch, runIdOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

const histories = Number(process.env.WRITER_HISTORIES ?? 60)

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-rereads')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

/** All but floats: what a float is said to be is the greatest that any file has ever said of it. */
async function digests(): Promise<Omit<TableDigests, 'floats'>> {
  const { floats: _floats, ...others } = await digestTables(suite.database.pool)
  return others
}

async function write(files: readonly FileSketch[], streamBytes = 1_000_000, log = new MemoryLog()): Promise<MemoryLog> {
  for (const file of files) log.append(messagesOf(file))
  await log.run(createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES: streamBytes }), { batch: 3 })
  expect(log.deadLetters).toEqual([])
  expect(log.lag).toBe(0)
  expect(await orphans(suite)).toBe(0)
  expect(await versionsAstray(suite)).toBe(0)
  return log
}

async function expected(files: readonly FileSketch[]) {
  await suite.clear()
  await write(files)
  const found = await digests()
  await suite.clear()
  return found
}

const cycles = (all: readonly number[], more: ProfileSketch = {}): ProfileSketch[] =>
  all.map((cycle) => ({ cycle, ...more }))

describe.each([1, 1_000_000])('streaming from %i bytes', (streamBytes) => {
  test('a mended parser and a replay leave no wrong value, whatever the digests say', async () => {
    // Of a dozen seeds some have the lesser digest and some the greater.
    const right = (file: number): FileSketch => ({ file, run: 2, profiles: cycles([file], { seed: 5 }) })
    const wrong = (file: number): FileSketch => ({ file, run: 1, profiles: cycles([file], { seed: file }) })
    const numbers = Array.from({ length: 12 }, (_, index) => index + 10)
    const mended = await expected(numbers.map(right))
    const log = await write(numbers.map(wrong), streamBytes)
    await write(numbers.map(right), streamBytes, log)
    expect(await digests()).toEqual(mended)
    expect(await rowCounts(suite)).toMatchObject({ profiles: 12, datasets: 12 })
  })

  test('a reading that compares as worse takes the place of the better one of the same file', async () => {
    const later: FileSketch = { file: 1, run: 2, profiles: cycles([1], { mode: 'R', updated: 1, levels: 3 }) }
    const mended = await expected([later])
    await write([{ file: 1, run: 1, profiles: cycles([1], { mode: 'D', updated: 9, levels: 30 }) }, later], streamBytes)
    expect(await digests()).toEqual(mended)
  })

  test('keys that a later run no longer yields are gone, with their levels and positions', async () => {
    const later: FileSketch = { file: 1, run: 2, profiles: cycles([1, 7]) }
    const mended = await expected([later])
    await write([{ file: 1, run: 1, profiles: cycles([1, 2, 3]) }, later], streamBytes)
    expect(await digests()).toEqual(mended)
    expect(await rowCounts(suite)).toMatchObject({ profiles: 2, positions: 2 })
  })

  test('a key of another float that a later run no longer yields is gone', async () => {
    const later: FileSketch = { file: 1, run: 2, profiles: cycles([1]) }
    const mended = await expected([later])
    await write([{ file: 1, run: 1, profiles: cycles([1], { platform: '6902746' }) }, later], streamBytes)
    expect(await digests()).toEqual(mended)
  })

  test('a key that vanishes gives way to the next best version, which is read again from its raw file', async () => {
    const other: FileSketch = { file: 2, profiles: cycles([1, 2], { mode: 'A', levels: 9 }) }
    const worse: FileSketch = { file: 3, profiles: cycles([2], { mode: 'R' }) }
    const later: FileSketch = { file: 1, run: 5, profiles: cycles([1], { mode: 'D' }) }
    const right = await expected([other, worse, later])
    const first: FileSketch = { file: 1, run: 1, profiles: cycles([1, 2], { mode: 'D' }) }
    await write([first, other, worse, later], streamBytes)
    expect(await rowCounts(suite)).toMatchObject({ profiles: 1 })
    // Only the best of the others is asked for, once.
    expect(await takeRereads(suite)).toEqual([fileIdOf(2)])
    await write([{ ...other, run: 6 }], streamBytes)
    expect(await takeRereads(suite)).toEqual([])
    expect(await digests()).toEqual(right)
  })

  test('what a file says worse than before is shown until the better version of another file comes', async () => {
    const other: FileSketch = { file: 2, profiles: cycles([1], { mode: 'A' }) }
    const later: FileSketch = { file: 1, run: 5, profiles: cycles([1], { mode: 'R' }) }
    const log = await write([{ file: 1, profiles: cycles([1], { mode: 'D' }) }, other], streamBytes)
    await write([later], streamBytes, log)
    expect(await rowCounts(suite)).toMatchObject({ profiles: 1, levels: 5 })
    expect(await takeRereads(suite)).toEqual([fileIdOf(2)])
    await write([{ ...other, run: 6 }], streamBytes)
    const modes = await readRows(suite.database, 'select data_mode from profiles')
    expect(modes).toEqual([{ data_mode: 'A' }])
  })

  test('the same bytes as another upload are the same file: the later run says what it holds', async () => {
    const first: FileSketch = { file: 1, run: 1, profiles: cycles([1, 2], { mode: 'D' }) }
    const again: FileSketch = { file: 2, bytesOf: 1, run: 3, profiles: cycles([2, 3]) }
    const right = await expected([{ ...again, file: 1 }])
    const log = await write([first, again], streamBytes)
    expect(await digests()).toEqual(right)
    // An earlier run that comes late, over the first upload or over a third, changes nothing.
    await write([{ ...first, run: 2 }], streamBytes, log)
    await write([{ ...first, file: 3, bytesOf: 1, run: 1 }], streamBytes, log)
    expect(await digests()).toEqual(right)
    expect(log.events.at(-1)).toMatchObject({ run_id: runIdOf(3, 1), profiles_ingested: 0, profiles_superseded: 2 })
    const held = await readRows(suite.database, 'select distinct dataset_id from profile_versions')
    expect(held).toHaveLength(1)
  })
})

test('a copy without levels never takes the place of a profile where mode and date tie, in either order', async () => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    await suite.clear()
    // Of a few empty copies some have the greater digest.
    const empty = Array.from({ length: 6 }, (_, seed) => ({
      file: 10 + seed,
      profiles: cycles([1], { levels: 0, seed }),
    }))
    const full: FileSketch = { file: 1, profiles: cycles([1], { levels: 5 }) }
    await write(order[0] === 1 ? [full, ...empty] : [...empty, full])
    expect(await rowCounts(suite)).toMatchObject({ profiles: 1, levels: 5 })
  }
})

const profile: fc.Arbitrary<ProfileSketch> = fc.record({
  platform: fc.constantFrom('1901393', '6902746'),
  cycle: fc.integer({ min: 1, max: 3 }),
  levels: fc.integer({ min: 0, max: 12 }),
  mode: fc.constantFrom('R', 'A', 'D'),
  updated: fc.constantFrom(null, 1),
  seed: fc.integer({ min: 1, max: 3 }),
})
const readings = fc.array(
  fc.record({
    file: fc.integer({ min: 1, max: 4 }),
    /** Sent as another upload of the same bytes. */
    asOther: fc.boolean(),
    profiles: fc.array(profile, { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 10 },
)

test(`after any of ${histories} histories of readings the database is that of each file's latest reading`, async () => {
  await fc.assert(
    fc.asyncProperty(readings, fc.constantFrom(1, 2_000, 1_000_000), fc.boolean(), async (sent, streamBytes, late) => {
      const latest = new Map(sent.map(({ file, profiles }) => [file, profiles]))
      const right = await expected([...latest].map(([file, profiles]) => ({ file, profiles })))
      let run = 10
      const log = new MemoryLog()
      const now = new Map<number, ProfileSketch[]>()
      const next = (file: number, bytesOf: number): FileSketch => {
        run += 1
        return { file, bytesOf, run, profiles: now.get(bytesOf) ?? [] }
      }
      // What was asked for is read by the parser of that moment, at once or when all is over.
      const reread = async () => {
        for (let asked = await takeRereads(suite); asked.length > 0; asked = await takeRereads(suite)) {
          const numbers = Array.from({ length: 8 }, (_, index) => index + 1)
          const files = numbers.filter((file) => asked.includes(fileIdOf(file)))
          await write(
            files.map((file) => next(file, file > 4 ? file - 4 : file)),
            streamBytes,
            log,
          )
        }
      }
      for (const { file, asOther, profiles } of sent) {
        now.set(file, profiles)
        await write([next(asOther ? file + 4 : file, file)], streamBytes, log)
        if (!late) await reread()
      }
      await reread()
      expect(await digests()).toEqual(right)
    }),
    { numRuns: histories },
  )
}, 3_600_000)
