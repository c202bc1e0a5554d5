import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replay } from '@floatchat/operations/replay'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { withOperations } from '../src/withOperations.ts'

const greyList = join(mkdtempSync(join(tmpdir(), 'floatchat-grey-')), 'ar_greylist.txt')
const heading = 'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC\n'
const elsewhere = '5900399,PSAL,20180101,,4,another float,IN\n'
const listed = `${heading}${elsewhere}5900301,PSAL,20180101,,4,a test,IN\n`
/** Bit of real-time test 15, the grey list. */
const greyBit = 1 << 15

describe('a replay', () => {
  let system: System
  beforeAll(async () => {
    writeFileSync(greyList, heading + elsewhere)
    system = await openSystem('replay', { settings: { GREY_LIST_PATH: greyList } })
    const files = [
      floatFile({ platform: '5900301', cycles: cycleRange(1, 20), levels: 100 }),
      floatFile({ platform: '5900302', cycles: cycleRange(1, 20), levels: 100 }),
      floatFile({ platform: '5900301', cycles: [21], levels: 80 }),
    ]
    for (const file of files) expect((await system.ingest(file)).status).toBe('succeeded')
  })
  afterAll(() => system.close())

  const grey = async () =>
    system.database.pool.any(
      sql.type(z.object({ platform_number: z.string(), flagged: z.coerce.number(), levels: z.coerce.number() }))`
        select platform_number, count(*) filter (where outlier_tests & ${greyBit} <> 0) as flagged, count(*) as levels
        from measurements join profiles using (profile_id) group by 1 order by 1`,
    )

  it.each(['files.staged', 'profiles.parsed', 'profiles.cleaned'] as const)(
    'of all of %s changes nothing',
    async (from) => {
      const before = await system.digest()
      await withOperations(system, async (operations) => {
        const rehearsed = await replay(operations, { from, dryRun: true })
        expect(rehearsed.left).toEqual([])
        const { files } = await replay(operations, { from, dryRun: false })
        expect(files).toHaveLength(rehearsed.files.length)
        expect(files.length).toBeGreaterThanOrEqual(3)
        // Something that comes behind the replay on every topic is through: so is the replay.
        const last = await system.ingest(floatFile({ platform: '5900301', cycles: [21], levels: 80 }))
        expect(last.status).toBe('succeeded')
      })
      await eventually(async () => expect(await system.digest()).toBe(before))
    },
  )

  it('of profiles.parsed, after a quality test has changed, brings the new flags everywhere and nothing else', async () => {
    expect((await grey()).map(({ flagged }) => flagged)).toEqual([0, 0])
    writeFileSync(greyList, listed)
    await eventually(() => expect(system.of('cleaner').log).toMatch(/grey list/i))
    await withOperations(system, async (operations) => {
      // The list is read again within moments of the change; replay until it shows.
      await eventually(async () => {
        await replay(operations, { from: 'profiles.parsed', dryRun: false })
        await eventually(async () => {
          const [first, second] = await grey()
          expect(first).toEqual({ platform_number: '5900301', flagged: 2080, levels: 2080 })
          expect(second).toEqual({ platform_number: '5900302', flagged: 0, levels: 2000 })
        }, 10)
      })
    })
  })

  it('of one job replays its files alone', async () => {
    const job = await system.ingest(floatFile({ platform: '5900303', cycles: [1], levels: 30 }))
    await withOperations(system, async (operations) => {
      const { files } = await replay(operations, { from: 'profiles.cleaned', job: job.job_id, dryRun: true })
      expect(files.map(({ file, records }) => [file.filename, records])).toEqual([['R5900303_001.nc', 2]])
    })
  })
})
