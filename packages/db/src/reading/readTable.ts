import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import type { ColumnType, TextTable } from './TextTable.ts'

export type Columns = Readonly<Record<string, ColumnType>>

export const cycleColumns: Columns = {
  ...{ platform_number: 'text', cycle_number: 'integer', direction: 'text', timestamp: 'time', juld_qc: 'integer' },
  ...{ latitude: 'double', longitude: 'double', position_qc: 'integer', data_mode: 'text', profile_id: 'integer' },
  ...{ core_profile_id: 'integer', synthetic_profile_id: 'integer', bgc_profile_ids: 'json', level_count: 'integer' },
  ...{ profile_count: 'integer', parameter_modes: 'json', vertical_sampling_scheme: 'text' },
  ...{ positioning_system: 'text', data_centre: 'text', project_name: 'text', pi_name: 'text', platform_type: 'text' },
  ...{ wmo_inst_type: 'text', date_update: 'time', dataset_id: 'integer' },
}
export const floatColumns: Columns = {
  ...{ platform_number: 'text', wmo_id: 'text', float_type: 'text', platform_type: 'text', country: 'text' },
  ...{ program: 'text', deployment_date: 'time', deployment_lat: 'double', deployment_lon: 'double' },
  ...{ cycle_count: 'integer', first_cycle: 'integer', last_cycle: 'integer', first_timestamp: 'time' },
  ...{ last_timestamp: 'time', latest_position_timestamp: 'time', latitude: 'double', longitude: 'double' },
  ...{ real_time_share: 'double', adjusted_share: 'double', delayed_share: 'double', parameters: 'json' },
  ...{ sensors: 'json' },
}

/** Cycles by the profile that gives time and position, in the order of the ids. */
export function readCycles(database: Database, ids: readonly number[]): Promise<TextTable> {
  const array = sql.array([...ids], 'int4')
  return readTable(
    database,
    cycleColumns,
    sql.fragment`from argo.cycles where profile_id = any (${array}) order by array_position(${array}, profile_id)`,
  )
}

/** Floats in the order of their numbers. */
export function readFloats(database: Database, platforms: readonly string[]): Promise<TextTable> {
  return readTable(
    database,
    floatColumns,
    sql.fragment`from argo.floats where platform_number = any (${sql.array([...platforms], 'text')})
      order by platform_number collate "C"`,
  )
}

async function readTable(database: Database, columns: Columns, rest: FragmentSqlToken): Promise<TextTable> {
  const names = Object.keys(columns)
  const texts = names.map((name) => asText(name, columns[name] ?? 'text'))
  const row = z.object(Object.fromEntries(names.map((name) => [name, z.string().nullable()])))
  return asDatabaseWork('Reading cycles or floats', async () => {
    const rows = await database.pool.any(sql.type(row)`select ${sql.join(texts, sql.fragment`, `)} ${rest}`)
    return {
      columns: names.map((name) => ({ name, type: columns[name] ?? 'text' })),
      rows: rows.map((one) => ({ count: 1, cells: names.map((name) => ({ same: one[name] ?? null })) })),
    }
  })
}

/** A column as text: times as RFC 3339 has them, lists as JSON. */
export function asText(name: string, type: ColumnType, value = sql.identifier([name])): FragmentSqlToken {
  const column = sql.identifier([name])
  if (type === 'json') return sql.fragment`to_jsonb(${value})::text as ${column}`
  if (type === 'time')
    return sql.fragment`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`
  return sql.fragment`(${value})::text as ${column}`
}
