import { judgeFloat } from '@floatchat/db/neighbours/judgeFloat'
import { readRows } from '@floatchat/db/test/support/readRows'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsOf } from '../src/neighbours/factsOf.ts'
import { judgeNeighbours } from '../src/neighbours/judgeNeighbours.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-neighbours')
})
afterAll(() => suite.close())

const platform = '5900777'
const judge = { factsOf, judge: judgeNeighbours }
const pressures = Array.from({ length: 160 }, (_, level) => 5 + level * 10)

/** Cycles of a day: 3 is 500 km away, the salinity of 5 has jumped, 7 is 6 once more. */
const cycles = [1, 2, 3, 4, 5, 6, 7, 8]
const temperatures = (cycle: number) =>
  pressures.map((p) => 3 + 15 * Math.exp(-p / 400) + 0.05 * Math.sin(cycle === 7 ? 6 : cycle))
const salinities = (cycle: number) =>
  pressures.map((p) => 35 - Math.exp(-p / 400) + 0.05 * Math.sin(cycle === 7 ? 6 : cycle) + (cycle === 5 ? 0.8 : 0))

/** What may happen to a cycle: another version of it comes (the good one, or one that is wrong in all), or it goes. */
type Event = { readonly cycle: number; readonly what: 'good' | 'other' | 'gone' } | 'judge'
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ cycle: fc.constantFrom(...cycles), what: fc.constantFrom('good' as const, 'other', 'gone') }),
  fc.constant('judge' as const),
)
/** Whatever happened before, in the end every cycle is there in its good version, the last ones in any order. */
const history = fc.tuple(
  fc.array(event, { maxLength: 6 }),
  fc.shuffledSubarray(cycles, { minLength: cycles.length, maxLength: cycles.length }),
  fc.array(fc.nat({ max: cycles.length }), { maxLength: 2 }),
)

test('one verdict after 60 histories in the database of arrival, replacement and withdrawal', async () => {
  const look = (text: string) => readRows(suite.database, text)
  await look(`insert into floats (platform_number) values ('${platform}')`)
  const judged = async () => {
    while (!(await judgeFloat(suite.database, platform, judge)));
  }
  await fc.assert(
    fc.asyncProperty(history, async ([before, order, pauses]) => {
      const events = [
        ...before,
        ...order.flatMap((cycle, index): Event[] => [
          ...(pauses.includes(index) ? ['judge' as const] : []),
          { cycle, what: 'good' },
        ]),
      ]
      let statements = [`delete from profiles where platform_number = '${platform}'`]
      for (const one of events) {
        if (one !== 'judge') statements.push(...put(one.cycle, one.what))
        else {
          await look(statements.join(';'))
          statements = []
          await judged()
        }
      }
      await look(statements.join(';'))
      await judged()
      const found = await look(`
        select cycle_number, v.failed_tests, temperature_tests, salinity_tests, (select count(*)::int from floats_to_judge) as waiting
        from neighbour_verdicts v join profiles using (profile_id) order by cycle_number`)
      expect(found).toEqual([
        { cycle_number: 3, failed_tests: 1 << 5, temperature_tests: 0, salinity_tests: 0, waiting: 0 },
        { cycle_number: 5, failed_tests: 1 << 16, temperature_tests: 0, salinity_tests: 1 << 16, waiting: 0 },
        { cycle_number: 7, failed_tests: 1 << 18, temperature_tests: 1 << 18, salinity_tests: 1 << 18, waiting: 0 },
      ])
    }),
    { numRuns: 60 },
  )
}, 600_000)

/** As the writer does it: a version that takes the place of another has an id of its own. */
function put(cycle: number, what: 'good' | 'other' | 'gone'): string[] {
  const isOther = what === 'other'
  const array = (values: readonly number[]) => `'{${values.join(',')}}'::real[]`
  const latitude = 45 + 0.05 * cycle + (cycle === 3 && !isOther ? 4.5 : 0) + (isOther ? 9 : 0)
  const remove = `delete from profiles where platform_number = '${platform}' and cycle_number = ${cycle}`
  if (what === 'gone') return [remove]
  return [
    remove,
    `insert into profiles (float_id, platform_number, cycle_number, direction, source_kind, profile_index, juld_raw,
        latitude, longitude, position_qc, data_mode, level_count, content_sha256, verdict_sha256, run_id)
      select float_id, '${platform}', ${cycle}, 'A', 'core', 0, 25000 + ${cycle}, ${latitude}, -30, 1, 'R',
        ${pressures.length}, repeat('0', 64), repeat('0', 64), gen_random_uuid()
      from floats where platform_number = '${platform}'`,
    `insert into profile_variables (profile_id, parameter, data_mode, raw, qc)
      select currval('profile_ids'), parameter, 'R', values, repeat('1', ${pressures.length}) from (values
        ('PRES', ${array(pressures)}), ('TEMP', ${array(temperatures(isOther ? 30 : cycle))}),
        ('PSAL', ${array(salinities(isOther ? 5 : cycle))})) as given (parameter, values)`,
  ]
}
