import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const tests = z.array(z.number()).nullable()
const row = z.object({
  data_centre: z.string().nullable(),
  failed_tests: z.number(),
  tests_performed: tests,
  tests_failed: tests,
  history: z.array(z.record(z.string(), z.unknown())).nullable(),
  history_left_out: z.number().nullable(),
  calibrations: z.array(z.record(z.string(), z.unknown())).nullable(),
  calibrations_left_out: z.number().nullable(),
  neighbours: z.array(z.string()).nullable(),
})

/** How a profile was made, as its file says it, and the bits of the tests that failed here. */
export type ProvenanceRow = z.output<typeof row>

/** Of the profile with this id; undefined where there is none. */
export function readProvenance({ pool }: Database, profileId: number): Promise<ProvenanceRow | undefined> {
  return asDatabaseWork('Reading how a profile was made', async () => {
    const found = await pool.maybeOne(sql.type(row)`
      select p.data_centre, f.tests_performed, f.tests_failed, f.history, f.history_left_out, f.calibrations,
        f.calibrations_left_out,
        n.reasons as neighbours,
        p.failed_tests | coalesce(n.failed_tests, 0) | coalesce((
          select bit_or(t) from profile_variables as v, unnest(v.failed_tests) as t where v.profile_id = p.profile_id
        ), 0) | coalesce((
          select bit_or(t) from mission_verdicts as m, unnest(m.failed_tests) as t where m.profile_id = p.profile_id
        ), 0) as failed_tests
      from profiles p
      left join profile_versions v on v.dataset_id = p.dataset_id and v.shown
        and (v.platform_number, v.cycle_number, v.direction, v.source_kind, v.profile_index)
          = (p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index)
      left join profile_provenance f on f.dataset_id = v.dataset_id and f.profile_number = v.profile_number
      left join neighbour_verdicts n on n.profile_id = p.profile_id
      where p.profile_id = ${profileId}`)
    return found ?? undefined
  })
}
