import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from '@floatchat/db/test/support/readRows'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSystem, type System } from '../src/openSystem.ts'

interface Question {
  readonly about: string
  readonly question: string
  readonly sql: string
  /** What netCDF4-python reads in the files (questions/answers.py). */
  readonly answer: number | string
}
const questions = JSON.parse(
  readFileSync(new URL('../questions/questions.json', import.meta.url), 'utf8'),
) as readonly Question[]

/** Each cycle of the BGC floats comes in several of them, real time after delayed mode. */
const files = [
  ...['SR2902746_001.nc', 'BR2902746_001.nc', 'R2902746_001.nc', '2902746_Sprof.nc'],
  ...['SD3902131_001.nc', 'D3902131_001.nc', 'D3902131_001D.nc', 'BD3902131_001.nc', '3902131_meta.nc'],
  ...['R6903247_135.nc', 'BR6903247_135.nc', 'SR6903247_001D.nc', 'R6903247_001D.nc'],
  ...['2900313_prof.nc', 'D2900313_000.nc', '2902696_prof.nc', '13857_prof.nc', '5906072_prof.nc'],
]

describe('a question to schema argo', () => {
  let system: System
  beforeAll(async () => {
    system = await openSystem('questions')
    for (const name of files)
      expect(await system.ingest(join(realArgoFiles, 'files', name))).toMatchObject({ status: 'succeeded' })
  })
  afterAll(() => system?.close())

  it.each(questions.map((one) => [one.question, one] as const))('%s', async (_, { sql, answer }) => {
    const [row = {}] = await readRows(system.database, sql)
    const [value] = Object.values(row)
    if (typeof answer === 'string') expect(value).toBe(answer)
    // Single precision, and as many digits as that has.
    else expect(Math.abs(Number(value) - answer)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(answer)))
  })

  it('finds each cycle once, whatever files it came in', async () => {
    const [counts] = await readRows(
      system.database,
      `select count(*)::int as rows, count(distinct (platform_number, cycle_number, direction))::int as cycles,
         (select count(distinct (platform_number, cycle_number, direction))::int from profiles) as ingested
       from argo.cycles`,
    )
    expect(counts?.rows).toBe(counts?.ingested)
    expect(counts?.cycles).toBe(counts?.ingested)
  })
})
