import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const count = z.coerce.number()
const row = z.object({
  test: z.number(),
  name: z.string(),
  data_centre: z.string(),
  data_mode: z.string(),
  performed: count,
  failed_both: count,
  failed_there_only: count,
  failed_here_only: count,
})
const disagreement = z.object({
  test: z.number(),
  name: z.string(),
  data_centre: z.string(),
  platform_number: z.string(),
  performed: count,
  failed_there_only: count,
  failed_here_only: count,
  first_cycle: z.number(),
})

/** A test of one data centre in one data mode: profiles of which it says that it performed it. */
export type AuditRow = z.output<typeof row>

export interface Audit {
  readonly rows: readonly AuditRow[]
  /** The floats with the most profiles of which they and we do not say the same. */
  readonly disagreements: readonly (z.output<typeof disagreement> & { readonly sentence: string })[]
}

const disagreementsAtMost = 200

/**
 * Each shown profile with a mask of performed tests, each of these tests that is run here, and who says it failed.
 * Coriolis tests core and B-file of a cycle together and writes one mask into both: what failed in either file of the
 * sub-profile is found there, too.
 */
const compared = sql.fragment`
  with here as (
    select p.profile_id, coalesce(p.data_centre, '') as data_centre, p.data_mode, p.platform_number, p.cycle_number,
      p.direction, p.source_kind, p.profile_index, f.tests_performed, coalesce(f.tests_failed, '[]') as tests_failed,
      p.failed_tests | coalesce(n.failed_tests, 0) | coalesce((
        select bit_or(t) from profile_variables as v, unnest(v.failed_tests) as t where v.profile_id = p.profile_id
      ), 0) | coalesce((
        select bit_or(t) from mission_verdicts as m, unnest(m.failed_tests) as t where m.profile_id = p.profile_id
      ), 0) as failed_tests
    from profile_provenance f
    join profile_versions v on v.dataset_id = f.dataset_id and v.profile_number = f.profile_number and v.shown
    join profiles p on (p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index)
      = (v.platform_number, v.cycle_number, v.direction, v.source_kind, v.profile_index)
    left join neighbour_verdicts n on n.profile_id = p.profile_id
    where f.tests_performed is not null
  ), compared as (
    select here.*, t.test, t.name, here.tests_failed @> to_jsonb(t.test) as there,
      ((case when here.tests_failed @> to_jsonb(t.test) then bit_or(here.failed_tests) over (partition by
        platform_number, cycle_number, direction, profile_index) else here.failed_tests end) >> t.bit) & 1 = 1 as failed_here
    from here join quality_tests t on t.test is not null and t.is_run and here.tests_performed @> to_jsonb(t.test)
  )`

/** Beside the data centres, test by test, over all profiles that are shown. Reads all of them: seconds to minutes. */
export function readAudit({ pool }: Database): Promise<Audit> {
  return asDatabaseWork('Comparing the quality tests with those of the data centres', async () => {
    const rows = await pool.any(sql.type(row)`${compared}
      select test, name, data_centre, data_mode, count(*) as performed,
        count(*) filter (where there and failed_here) as failed_both,
        count(*) filter (where there and not failed_here) as failed_there_only,
        count(*) filter (where failed_here and not there) as failed_here_only
      from compared group by test, name, data_centre, data_mode order by test, data_centre, data_mode`)
    const largest = await pool.any(sql.type(disagreement)`${compared}
      select test, name, data_centre, platform_number, count(*) as performed,
        count(*) filter (where there and not failed_here) as failed_there_only,
        count(*) filter (where failed_here and not there) as failed_here_only,
        min(cycle_number) filter (where there <> failed_here) as first_cycle
      from compared group by test, name, data_centre, platform_number
      having count(*) filter (where there <> failed_here) > 0
      order by count(*) filter (where there <> failed_here) desc, platform_number, test
      limit ${disagreementsAtMost}`)
    return { rows, disagreements: largest.map((one) => ({ ...one, sentence: sentenceOf(one) })) }
  })
}

/** Of 100 profiles of which both say the same. */
export function agreementOf({ performed, failed_there_only, failed_here_only }: AuditRow): number {
  return (100 * (performed - failed_there_only - failed_here_only)) / performed
}

function sentenceOf(one: z.output<typeof disagreement>): string {
  const { platform_number, test, name, data_centre, performed, failed_there_only: there, failed_here_only: here } = one
  const centre = data_centre === '' ? 'its data centre' : data_centre
  const parts = [
    there > 0 ? `at ${centre} and not here in ${there}` : '',
    here > 0 ? `here and not at ${centre} in ${here}` : '',
  ].filter((part) => part !== '')
  return `Float ${platform_number}: test ${test} (${name}) failed ${parts.join(', and ')} of ${performed} profiles, first in cycle ${one.first_cycle}.`
}
