import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { judgeMissions } from './judgeMissions.ts'
import type { MissionJudge } from './MissionProfile.ts'
import {
  type BestValues,
  type NeighbourFacts,
  type NeighbourProfile,
  type NeighbourVerdict,
  parameterFacts,
} from './NeighbourProfile.ts'

export interface NeighbourJudge extends MissionJudge {
  /** Of the best values of a profile; undefined for a parameter that it has not. */
  factsOf(values: ReadonlyMap<string, BestValues>): NeighbourFacts
  /** The profiles of which a test failed, whatever the order in which all of them are given. */
  judge(profiles: readonly NeighbourProfile[]): readonly NeighbourVerdict[]
}

/** Profiles whose levels are read in one transaction: the float is locked for some tenths of a second. */
const factsAtOnce = 100

const profileRow = z.object({
  profile_id: z.number(),
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  juld: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  has_facts: z.boolean(),
  temperature: parameterFacts.nullable(),
  salinity: parameterFacts.nullable(),
})
const valuesRow = z.object({
  profile_id: z.number(),
  parameter: z.string(),
  values: z.array(z.unknown()).nullable(),
  flags: z.string().nullable(),
})

/**
 * Judges the profiles of a float by one another and by its missions, under the float's lock, which every writer of its
 * profiles takes: what is judged is a set that was shown, and the requests that are struck off are of what was seen.
 *
 * @returns whether it is done; else it has to be called again.
 */
export function judgeFloat({ pool }: Database, platform: string, judge: NeighbourJudge): Promise<boolean> {
  return asDatabaseWork('Judging a float by its neighbours', () =>
    pool.transaction(async (transaction) => {
      await transaction.query(sql.unsafe`select from floats where platform_number = ${platform} for update`)
      const requests = await transaction.anyFirst(sql.type(z.object({ request_id: int8 }))`
        select request_id from floats_to_judge where platform_number = ${platform}`)
      const found = await readProfiles(transaction, platform)
      const missing = found.filter((one) => !one.has_facts).map((one) => one.profile_id)
      const facts = await addFacts(transaction, missing.slice(0, factsAtOnce), judge)
      if (missing.length > factsAtOnce || !(await judgeMissions(transaction, platform, judge))) return false
      const profiles = found.map((one) => ({
        profileId: one.profile_id,
        cycle: one.cycle_number,
        direction: one.direction,
        juld: one.juld,
        latitude: one.latitude,
        longitude: one.longitude,
        ...(facts.get(one.profile_id) ?? { temperature: one.temperature, salinity: one.salinity }),
      }))
      await saveVerdicts(transaction, platform, judge.judge(profiles))
      await transaction.query(
        sql.unsafe`delete from floats_to_judge where request_id = any (${sql.array([...requests], 'int8')})`,
      )
      return true
    }),
  )
}

/** A position that was interpolated (8) is no fix. */
function readProfiles(connection: CommonQueryMethods, platform: string) {
  return connection.any(sql.type(profileRow)`
    select p.profile_id, cycle_number, direction,
      case when juld_qc in (3, 4, 9) then null else coalesce(juld_location, juld_raw) end as juld,
      case when position_invalid or position_qc in (3, 8) then null else latitude end as latitude,
      case when position_invalid or position_qc in (3, 8) then null else longitude end as longitude,
      f.profile_id is not null as has_facts, temperature, salinity
    from profiles p left join neighbour_facts f using (profile_id)
    where platform_number = ${platform} and source_kind = 'core' and profile_index = 0
    order by profile_id`)
}

async function addFacts(
  connection: CommonQueryMethods,
  ids: readonly number[],
  judge: NeighbourJudge,
): Promise<ReadonlyMap<number, NeighbourFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await connection.any(sql.type(valuesRow)`
    select profile_id, parameter, case when data_mode = 'R' then qc else adjusted_qc end as flags,
      case when data_mode = 'R' then coalesce(to_json(raw_double), to_json(raw))
        else coalesce(to_json(adjusted_double), to_json(adjusted)) end as values
    from profile_variables
    where profile_id = any (${sql.array([...ids], 'int4')}) and parameter in ('PRES', 'TEMP', 'PSAL')`)
  const byProfile = Map.groupBy(rows, (row) => row.profile_id)
  const facts = ids.map((id) => {
    const values = (byProfile.get(id) ?? []).map(
      (row) => [row.parameter, { values: row.values ?? [], flags: row.flags ?? '' }] as const,
    )
    return { profile_id: id, ...judge.factsOf(new Map(values)) }
  })
  await connection.query(
    sql.unsafe`
      insert into neighbour_facts (profile_id, temperature, salinity)
      select profile_id, nullif(temperature, 'null'), nullif(salinity, 'null')
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
        as fact (profile_id integer, temperature jsonb, salinity jsonb)`,
  )
  return new Map(facts.map(({ profile_id, ...one }) => [profile_id, one]))
}

async function saveVerdicts(
  connection: CommonQueryMethods,
  platform: string,
  verdicts: readonly NeighbourVerdict[],
): Promise<void> {
  const rows = verdicts.map((one) => ({
    profile_id: one.profileId,
    failed_tests: one.failedTests,
    temperature_tests: one.temperatureTests,
    salinity_tests: one.salinityTests,
    reasons: one.reasons,
  }))
  const ids = sql.array(
    verdicts.map(({ profileId }) => profileId),
    'int4',
  )
  await connection.query(
    sql.unsafe`
      delete from neighbour_verdicts v using profiles p
      where p.profile_id = v.profile_id and p.platform_number = ${platform} and v.profile_id <> all (${ids})`,
  )
  if (rows.length === 0) return
  await connection.query(
    sql.unsafe`
      insert into neighbour_verdicts as known (profile_id, failed_tests, temperature_tests, salinity_tests, reasons)
      select profile_id, failed_tests, temperature_tests, salinity_tests, reasons
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as verdict (profile_id integer, failed_tests integer,
        temperature_tests integer, salinity_tests integer, reasons jsonb)
      on conflict (profile_id) do update set failed_tests = excluded.failed_tests,
        temperature_tests = excluded.temperature_tests, salinity_tests = excluded.salinity_tests,
        reasons = excluded.reasons
      where (known.failed_tests, known.temperature_tests, known.salinity_tests, known.reasons)
        is distinct from (excluded.failed_tests, excluded.temperature_tests, excluded.salinity_tests, excluded.reasons)`,
  )
}
