import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import {
  type Mission,
  type MissionJudge,
  type MissionOutline,
  type MissionValues,
  type MissionVerdict,
  mission,
} from './MissionProfile.ts'
import { readMissions } from './readMissions.ts'

/** Profiles judged in one transaction: the float is locked for some tenths of a second. */
const profilesAtOnce = 100

const profileRow = z.object({
  profile_id: z.number(),
  config_mission_number: z.number().nullable(),
  judged_by: mission.nullable(),
})
const outlineRow = z.object({
  profile_id: z.number(),
  direction: z.enum(['A', 'D']),
  deepest: z.number().nullable(),
  has_backscattering: z.boolean(),
})
const valuesRow = z.object({
  profile_id: z.number(),
  parameter: z.string(),
  is_raw: z.boolean(),
  values: z.array(z.unknown()).nullable(),
})

/** A profile and the mission by which it is to be judged. */
interface Due {
  readonly profileId: number
  readonly mission: Mission
}

/** The values that are judged: raw in mode R, and the pressure of a B-file always. */
const isRaw = sql.fragment`(v.data_mode = 'R' or p.source_kind = 'bgc' and v.parameter like 'PRES%')`

/**
 * Judges the profiles of a float by its missions, each once for what is said of its mission. The float must be locked.
 *
 * @returns whether it is done; else it has to be called again.
 */
export async function judgeMissions(
  connection: CommonQueryMethods,
  platform: string,
  judge: MissionJudge,
): Promise<boolean> {
  const missionOf = await readMissions(connection, platform)
  const profiles = await connection.any(sql.type(profileRow)`
    select profile_id, config_mission_number, j.mission as judged_by
    from profiles p left join mission_judgements j using (profile_id) where platform_number = ${platform}`)
  const due = profiles.flatMap(({ profile_id, config_mission_number, judged_by }): Due[] => {
    const now = judge.judgedBy(missionOf(config_mission_number))
    return isSame(judged_by, now) ? [] : [{ profileId: profile_id, mission: now }]
  })
  const some = due.slice(0, profilesAtOnce)
  if (some.length > 0) await judgeSome(connection, some, judge)
  return due.length <= profilesAtOnce
}

/** A profile that was never judged, and one of whose mission nothing is known, are the same. */
function isSame(before: Mission | null, now: Mission): boolean {
  return (['profile_pressure', 'park_pressure', 'deep_ctd'] as const).every(
    (name) => (before?.[name] ?? null) === now[name],
  )
}

async function judgeSome(connection: CommonQueryMethods, due: readonly Due[], judge: MissionJudge): Promise<void> {
  const missions = new Map(due.map(({ profileId, mission }) => [profileId, mission]))
  const outlines = await readOutlines(connection, [...missions.keys()])
  const concerned = new Map<number, MissionOutline>()
  for (const one of outlines) {
    if (judge.concerns(missions.get(one.profile_id) as Mission, one)) concerned.set(one.profile_id, one)
  }
  const values = await readValues(connection, [...concerned.keys()])
  const verdicts = [...concerned].flatMap(([profileId, { direction }]) =>
    judge
      .judgeMission(missions.get(profileId) as Mission, direction, values.get(profileId) ?? new Map())
      .map((verdict) => ({ profileId, ...verdict })),
  )
  await save(connection, due, verdicts)
}

/** Without the levels: an array's greatest number is told where it lies. */
function readOutlines(connection: CommonQueryMethods, ids: readonly number[]) {
  return connection.any(sql.type(outlineRow)`
    select p.profile_id, p.direction, max(one.deepest)::float8 as deepest,
      bool_or(v.parameter like 'BBP700%') as has_backscattering
    from profiles p join profile_variables v using (profile_id)
    left join lateral (
      select max(x) as deepest from unnest(case when ${isRaw} then v.raw else v.adjusted end) as x where x <> 'NaN'
    ) as one on v.parameter like 'PRES%'
    where p.profile_id = any (${sql.array([...ids], 'int4')})
    group by p.profile_id, p.direction`)
}

async function readValues(
  connection: CommonQueryMethods,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, MissionValues>>> {
  if (ids.length === 0) return new Map()
  const rows = await connection.any(sql.type(valuesRow)`
    select p.profile_id, v.parameter, ${isRaw} as is_raw,
      case when ${isRaw} then to_json(v.raw) else to_json(v.adjusted) end as values
    from profiles p join profile_variables v using (profile_id)
    where p.profile_id = any (${sql.array([...ids], 'int4')})`)
  const byProfile = Map.groupBy(rows, (row) => row.profile_id)
  return new Map(
    [...byProfile].map(([id, some]) => [
      id,
      new Map(some.map((row) => [row.parameter, { isRaw: row.is_raw, values: row.values ?? [] }])),
    ]),
  )
}

async function save(
  connection: CommonQueryMethods,
  due: readonly Due[],
  verdicts: readonly (MissionVerdict & { readonly profileId: number })[],
): Promise<void> {
  const ids = sql.array(
    due.map(({ profileId }) => profileId),
    'int4',
  )
  await connection.query(sql.unsafe`delete from mission_verdicts where profile_id = any (${ids})`)
  await connection.query(
    sql.unsafe`
      insert into mission_judgements (profile_id, mission)
      select profile_id, mission from jsonb_to_recordset(${JSON.stringify(
        due.map(({ profileId, mission }) => ({ profile_id: profileId, mission })),
      )}::jsonb) as judged (profile_id integer, mission jsonb)
      on conflict (profile_id) do update set mission = excluded.mission`,
  )
  if (verdicts.length === 0) return
  const rows = verdicts.map((one) => ({
    profile_id: one.profileId,
    parameter: one.parameter,
    failed_tests: `{${one.failedTests.join(',')}}`,
    proposed_qc: one.flags,
  }))
  await connection.query(
    sql.unsafe`
      insert into mission_verdicts (profile_id, parameter, failed_tests, proposed_qc)
      select profile_id, parameter, failed_tests::integer[], proposed_qc
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as verdict (profile_id integer, parameter text, failed_tests text, proposed_qc text)`,
  )
}
