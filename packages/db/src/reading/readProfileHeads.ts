import { type FragmentSqlToken, type IdentifierSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const text = z.string().nullable()
const number = z.number().nullable()

export const headRow = z.object({
  profile_id: z.number(),
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.string(),
  source_kind: z.string(),
  profile_index: z.number(),
  dataset_id: number,
  juld_raw: number,
  juld_qc: number,
  juld_location: number,
  latitude: number,
  longitude: number,
  position_qc: number,
  positioning_system: text,
  data_mode: z.string(),
  vertical_sampling_scheme: text,
  data_centre: text,
  data_state_indicator: text,
  project_name: text,
  pi_name: text,
  platform_type: text,
  wmo_inst_type: text,
  config_mission_number: number,
  date_update: text,
  profile_qc: z.record(z.string(), z.string()).nullable(),
})
/** What is known of a profile besides its levels. JULD in days since 1950-01-01 UTC, DATE_UPDATE as YYYYMMDDHHMISS. */
export type ProfileHead = z.output<typeof headRow>

/** Columns of `profiles` as a head has them. */
export function headColumns(names: readonly (keyof ProfileHead)[]): (FragmentSqlToken | IdentifierSqlToken)[] {
  return names.map((name) =>
    name === 'date_update'
      ? sql.fragment`to_char(date_update at time zone 'UTC', 'YYYYMMDDHH24MISS') as date_update`
      : sql.identifier([name]),
  )
}
const allColumns = headColumns(Object.keys(headRow.shape) as (keyof ProfileHead)[]) // Its keys are no others.

/** Profiles in the order of their ids; those that a newer version has replaced are left out. */
export function readProfileHeads({ pool }: Database, ids: readonly number[]): Promise<readonly ProfileHead[]> {
  const array = sql.array([...ids], 'int4')
  return asDatabaseWork('Reading profiles', () =>
    pool.any(sql.type(headRow)`
      select ${sql.join(allColumns, sql.fragment`, `)} from profiles
      where profile_id = any (${array}) order by array_position(${array}, profile_id)`),
  )
}

/** Columns of text, of which a netCDF file has to know the widest. */
const textColumns = [
  ...['platform_number', 'positioning_system', 'vertical_sampling_scheme', 'data_centre', 'data_state_indicator'],
  ...['project_name', 'pi_name', 'platform_type', 'wmo_inst_type', 'source_kind'],
] as const
export type TextColumnName = (typeof textColumns)[number]
const widthsRow = z.record(z.enum(textColumns), z.number())

/** The most bytes that each column of text takes in these profiles, as UTF-8; 1 at least. */
export function readTextWidths({ pool }: Database, ids: readonly number[]): Promise<Record<TextColumnName, number>> {
  const widths = textColumns.map(
    (name) =>
      sql.fragment`greatest(1, coalesce(max(octet_length(${sql.identifier([name])})), 1)) as ${sql.identifier([name])}`,
  )
  return asDatabaseWork('Measuring profiles', () =>
    pool.one(sql.type(widthsRow)`
      select ${sql.join(widths, sql.fragment`, `)} from profiles where profile_id = any (${sql.array([...ids], 'int4')})`),
  )
}

/** The most parameters that a cycle has in all of its profiles. */
export function countCycleParameters({ pool }: Database, ids: readonly number[]): Promise<number> {
  return asDatabaseWork('Counting parameters', () =>
    pool.oneFirst(sql.type(z.object({ most: z.number() }))`
      select coalesce(max(count), 0)::integer as most from (
        select count(distinct v.parameter)
        from (
          select distinct platform_number, cycle_number, direction from profiles
          where profile_id = any (${sql.array([...ids], 'int4')})) as cycle
        join profiles using (platform_number, cycle_number, direction)
        join profile_variables v using (profile_id)
        group by platform_number, cycle_number, direction) as each`),
  )
}
