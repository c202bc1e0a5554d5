import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { levelCounts, type ProfileRow, profileColumns, profileRow } from './readProfiles.ts'

/**
 * An array as the text of a JSON array, null where a value is missing. The text that PostgreSQL has for an array is
 * that of JSON but for its braces and what JSON has no number for, so the hundreds of thousands of values of a page
 * pass through without ever being made into numbers.
 */
const jsonArray = z
  .string()
  .transform((text) => `[${text.slice(1, -1).replaceAll(/NULL|NaN|-?Infinity/g, 'null')}]`)
  .nullable()

const variableRow = z.object({
  profile_id: z.number(),
  parameter: z.string(),
  data_mode: z.enum(['R', 'A', 'D']),
  units: z.string().nullable(),
  raw: jsonArray,
  qc: z.string().nullable(),
  adjusted: jsonArray,
  adjusted_qc: z.string().nullable(),
  adjusted_error: jsonArray,
  failed_tests: jsonArray,
  proposed_qc: z.string().nullable(),
  is_double: z.boolean(),
})
/** A parameter as its file delivered it; arrays are JSON text. */
export type VariableRow = z.output<typeof variableRow>

const ofCycles = sql.fragment`flag_of_cycles(
  case parameter when 'TEMP' then cycles.temperature_tests when 'PSAL' then cycles.salinity_tests end)`
/** The worst of what the tests give; put together only where it is of more than the cleaner. */
const proposed = sql.fragment`case
  when mission.proposed_qc is null and ${ofCycles} is null then profile_variables.proposed_qc
  else proposed_flags(
    case when data_mode = 'R' or parameter like 'PRES%' and (
      select source_kind = 'bgc' from profiles where profiles.profile_id = profile_variables.profile_id
    ) then raw else adjusted end, profile_variables.proposed_qc, mission.proposed_qc, ${ofCycles}) end`

const measurementColumns = [
  ...['level', 'pressure', 'temperature', 'salinity', 'dissolved_oxygen', 'chlorophyll', 'nitrate', 'ph', 'bbp700'],
  ...['downwelling_irradiance', 'pres_qc', 'temp_qc', 'psal_qc', 'doxy_qc', 'chla_qc', 'nitrate_qc', 'ph_qc'],
  ...['bbp700_qc', 'irradiance_qc', 'outlier_tests'],
]
const measurementRow = z
  .object({ profile_id: z.number() })
  .and(z.object(Object.fromEntries(measurementColumns.map((name) => [name, jsonArray]))))

/** Which parts of a profile are read besides the profile itself. */
export interface ProfileParts {
  readonly measurements: boolean
  /** All of them, none, or those of these names. */
  readonly parameters: 'all' | 'none' | readonly string[]
}

/** A profile with its measurements, one array a column and one entry a level, and its parameters as delivered. */
export interface ProfileContents {
  readonly profile: ProfileRow
  /** JSON arrays by the name of the column; columns without a value are left out. Undefined where not asked for. */
  readonly measurements: ReadonlyMap<string, string> | undefined
  /** By name. Undefined where not asked for. */
  readonly variables: readonly VariableRow[] | undefined
}

/**
 * The profiles with what belongs to them, in the order of their ids. Those that a newer version has replaced are left
 * out; none is half there, since all is read from one snapshot.
 */
export function readProfileContents(
  database: Database,
  profileIds: readonly number[],
  { measurements, parameters }: ProfileParts,
): Promise<ProfileContents[]> {
  const ids = sql.array([...profileIds], 'int4')
  const chosen =
    typeof parameters === 'string' ? sql.fragment`` : sql.fragment`and parameter = any(${names(parameters)})`
  const arrays = measurementColumns.map((name) => {
    const column = sql.identifier([name])
    return sql.fragment`case when count(${column}) > 0 then array_agg(${column})::text end as ${column}`
  })
  return asDatabaseWork('Reading profiles', () =>
    database.pool.transaction(async (snapshot) => {
      await snapshot.query(sql.unsafe`set transaction isolation level repeatable read, read only`)
      const profiles = await snapshot.any(sql.type(profileRow)`
        select ${profileColumns} from profiles as profile ${levelCounts}
        where profile_id = any(${ids}) order by array_position(${ids}, profile_id)`)
      const variables =
        parameters === 'none'
          ? undefined
          : await snapshot.any(sql.type(variableRow)`
              select profile_id, parameter, data_mode, units, coalesce(raw_double::text, raw::text) as raw, qc,
                coalesce(adjusted_double::text, adjusted::text) as adjusted, adjusted_qc,
                coalesce(adjusted_error_double::text, adjusted_error::text) as adjusted_error,
                profile_variables.failed_tests::text, ${proposed} as proposed_qc,
                (raw_double is not null or adjusted_double is not null or adjusted_error_double is not null) as is_double
              from profile_variables left join mission_verdicts as mission using (profile_id, parameter)
                left join neighbour_verdicts as cycles using (profile_id)
              where profile_id = any(${ids}) ${chosen} order by profile_id, parameter`)
      // Sorted once, for all columns.
      const levels = measurements
        ? await snapshot.any(sql.type(measurementRow)`
            select profile_id, ${sql.join(arrays, sql.fragment`, `)}
            from (select * from measurements where profile_id = any(${ids}) order by profile_id, level) as sorted
            group by profile_id`)
        : undefined
      const variablesOf = Map.groupBy(variables ?? [], ({ profile_id }) => profile_id)
      const levelsOf = new Map(levels?.map((row): [number, typeof row] => [row.profile_id, row]))
      return profiles.map((profile) => ({
        profile,
        measurements: measurements ? filled(levelsOf.get(profile.profile_id)) : undefined,
        variables: variables === undefined ? undefined : (variablesOf.get(profile.profile_id) ?? []),
      }))
    }),
  )
}

const names = (parameters: readonly string[]) => sql.array([...parameters], 'text')

/** The columns in which a number stands: most of them have none. */
function filled(row: z.output<typeof measurementRow> | undefined): Map<string, string> {
  const columns = Object.entries(row ?? {}).filter(([name]) => name !== 'profile_id') as [string, string | null][]
  return new Map(columns.filter((column): column is [string, string] => /\d/.test(column[1] ?? '')))
}
