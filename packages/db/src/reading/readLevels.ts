import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { asText, type Columns } from './readTable.ts'
import type { TextCells, TextTable } from './TextTable.ts'

export const modes = ['standard', 'research', 'expert'] as const
export type Mode = (typeof modes)[number]

/** The columns that hold a parameter, by its Argo name. */
export const parameterColumns: Readonly<Record<string, readonly string[]>> = {
  ...{ PRES: ['pressure'], TEMP: ['temperature', 'ctd_temperature'], PSAL: ['salinity', 'ctd_salinity'] },
  ...{ DOXY: ['dissolved_oxygen'], CHLA: ['chlorophyll'], NITRATE: ['nitrate'], PH_IN_SITU_TOTAL: ['ph'] },
  ...{ BBP700: ['bbp700'], DOWN_IRRADIANCE490: ['downwelling_irradiance'] },
  ...{ DOWNWELLING_PAR: ['downwelling_irradiance'] },
}
/** Argo names that choose columns in the modes standard and research. */
export const parametersWithColumns = Object.keys(parameterColumns)

/** Of the profile; in expert the mode is that of the parameter. */
const profileColumns: Columns = {
  ...{ platform_number: 'text', cycle_number: 'integer', direction: 'text', timestamp: 'time', juld_qc: 'integer' },
  ...{ latitude: 'double', longitude: 'double', position_qc: 'integer', data_mode: 'text', source_kind: 'text' },
  ...{ profile_id: 'integer' },
}
const expertColumns: Columns = {
  ...profileColumns,
  ...{ profile_index: 'integer', vertical_sampling_scheme: 'text', parameter: 'text', units: 'text' },
}
const columnsOfParameter = new Set(['parameter', 'units', 'data_mode'])
const expertLevels: Columns = {
  ...{ level: 'integer', value: 'double', qc: 'integer', adjusted: 'double', adjusted_qc: 'integer' },
  ...{ adjusted_error: 'double', failed_tests: 'integer', proposed_qc: 'integer' },
}
/** Of a parameter that its file delivers as doubles, where reals do not hold them (migration 0006). */
const exactColumns: Readonly<Record<string, string>> = {
  ...{ value: 'value_double', adjusted: 'adjusted_double', adjusted_error: 'adjusted_error_double' },
}

export interface LevelChoice {
  readonly mode: Mode
  /** Argo names; all where undefined. */
  readonly parameters: readonly string[] | undefined
  /** Decibar, both ends in. */
  readonly pressure: readonly [number, number] | undefined
}

/**
 * The levels of some profiles, in the order of the ids. PostgreSQL sends each column of a profile as the text of an
 * array, so that a million values cost no object each; what is the same in all its levels it sends once.
 */
export function readLevels(database: Database, ids: readonly number[], choice: LevelChoice): Promise<TextTable> {
  const { mode, parameters } = choice
  const expert = mode === 'expert'
  const ofProfile = Object.entries(expert ? expertColumns : profileColumns)
  const ofLevel = Object.entries(expert ? expertLevels : levelColumns(parameters))
  const array = sql.array([...ids], 'int4')
  // No more than the order of the rows: grouped by anything else they would be sorted again, and levels change places.
  const key = expert ? sql.fragment`profile_id, parameter` : sql.fragment`profile_id`
  const ofGroup = expert ? sql.fragment`, min(units) as units, min(data_mode) as data_mode` : sql.fragment``
  const heads = ofProfile.map(([name, type]) =>
    asText(name, type, sql.identifier([expert && columnsOfParameter.has(name) ? 'grouped' : 'p', name])),
  )
  const arrays = ofLevel.map(([name]) => arrayOf(name, expert ? exactColumns[name] : undefined))
  const names = ofLevel.map(([name]) => sql.identifier(['grouped', name]))
  const text = z.string().nullable()
  const row = z.object({ count: z.number() }).catchall(text)
  return asDatabaseWork('Reading levels', async () => {
    const rows = await database.pool.any(sql.type(row)`
      select grouped.count, ${sql.join([...heads, ...names], sql.fragment`, `)}
      from (
        select ${key}, count(*)::integer as count${ofGroup}, ${sql.join(arrays, sql.fragment`, `)}
        from (
          select * from ${sql.identifier(['argo', mode])}
          where ${levelConditions(array, choice)} order by ${key}, level) as sorted
        group by ${key}) as grouped
      join profiles p using (profile_id)
      order by array_position(${array}, profile_id)${expert ? sql.fragment`, parameter` : sql.fragment``}`)
    return {
      columns: [...ofProfile, ...ofLevel].map(([name, type]) => ({ name, type })),
      rows: rows.map(({ count, ...cells }) => ({
        count,
        cells: [
          ...ofProfile.map(([name]) => ({ same: cells[name] ?? null })),
          ...ofLevel.map(([name]) => cellsOf(cells[name] ?? null)),
        ],
      })),
    }
  })
}

/** A column of which no level has a value is null as a whole. */
function cellsOf(text: string | null): TextCells {
  return text === null ? { same: null } : { each: text }
}

/** A column of a profile as the text of an array: reals with their few digits, unless there are doubles beside them. */
function arrayOf(name: string, exactName: string | undefined): FragmentSqlToken {
  const column = sql.identifier([name])
  const values = sql.fragment`case when count(${column}) > 0 then array_agg(${column})::text end`
  if (exactName === undefined) return sql.fragment`${values} as ${column}`
  const exact = sql.identifier([exactName])
  return sql.fragment`case when count(${exact}) > 0 then array_agg(${exact})::text else ${values} end as ${column}`
}

/** Which rows of the view of a mode are chosen. */
export function levelConditions(
  ids: ReturnType<typeof sql.array>,
  { mode, parameters, pressure }: LevelChoice,
): FragmentSqlToken {
  const conditions: FragmentSqlToken[] = [sql.fragment`profile_id = any (${ids})`]
  if (mode === 'expert') {
    if (parameters !== undefined) conditions.push(sql.fragment`parameter = any (${sql.array([...parameters], 'text')})`)
    if (pressure !== undefined) conditions.push(expertPressure(ids, pressure))
  } else {
    if (pressure !== undefined) conditions.push(sql.fragment`pressure between ${pressure[0]} and ${pressure[1]}`)
    if (parameters !== undefined) conditions.push(anyOf(Object.keys(levelColumns(parameters))))
  }
  return sql.join(conditions, sql.fragment` and `) as unknown as FragmentSqlToken // A list of fragments is one.
}

function levelColumns(parameters: readonly string[] | undefined): Columns {
  const wanted = parameters === undefined ? Object.keys(parameterColumns) : ['PRES', ...parameters]
  const names = new Set(wanted.flatMap((name) => parameterColumns[name] ?? []))
  const values = Object.fromEntries(
    Object.values(parameterColumns)
      .flat()
      .filter((name) => names.has(name))
      .map((name) => [name, 'real' as const]),
  )
  return { level: 'integer', ...values, outlier_tests: 'integer' }
}

/** A row without any of the values that were asked for says nothing. */
function anyOf(names: readonly string[]): FragmentSqlToken {
  const values = names.filter(
    (name) => !['level', 'pressure', 'outlier_tests'].includes(name) && !name.startsWith('ctd_'),
  )
  const columns = (values.length === 0 ? ['pressure'] : values).map((name) => sql.identifier([name]))
  return sql.fragment`coalesce(${sql.join(columns, sql.fragment`, `)}) is not null`
}

/** In expert a parameter has rows of its own: the level's pressure is in measurements. */
function expertPressure(ids: ReturnType<typeof sql.array>, [least, most]: readonly [number, number]): FragmentSqlToken {
  return sql.fragment`(profile_id, level) in (
    select m.profile_id, m.level from measurements m
    where m.profile_id = any (${ids}) and m.pressure between ${least} and ${most})`
}
