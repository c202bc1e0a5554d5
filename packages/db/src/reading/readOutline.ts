import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { namedParameters } from './namedParameters.ts'
import { type LevelChoice, levelConditions } from './readLevels.ts'

/** A parameter of some profiles. */
export interface ReadingParameter {
  /** As Argo names it. */
  readonly name: string
  /** As most of the profiles have it. */
  readonly units: string | null
  /** Whether float32 does not hold all of its values. */
  readonly isDouble: boolean
}

/** How large an answer is, before any of it is read. */
export interface ReadingOutline {
  /** The profiles with a level to be sent, in the order that was asked for. */
  readonly ids: readonly number[]
  /** One more than the largest index of a level. */
  readonly levelCount: number
  /** Pressure, temperature, salinity, then by name. */
  readonly parameters: readonly ReadingParameter[]
}

export async function readOutline(
  { pool }: Database,
  ids: readonly number[],
  choice: LevelChoice,
): Promise<ReadingOutline> {
  const array = sql.array([...ids], 'int4')
  const sized = z.object({ profile_id: z.number(), levels: z.number() })
  return asDatabaseWork('Measuring levels', async () => {
    const rows = await pool.any(sql.type(sized)`
      select profile_id, levels from (${choice.mode === 'expert' ? expertSizes(array, choice) : bestSizes(array, choice)}) as sized
      where levels > 0 order by array_position(${array}, profile_id)`)
    const found = rows.map(({ profile_id }) => profile_id)
    return {
      ids: found,
      levelCount: rows.reduce((most, { levels }) => Math.max(most, levels), 0),
      parameters: await readParameters(pool, found, choice),
    }
  })
}

function bestSizes(ids: ReturnType<typeof sql.array>, choice: LevelChoice): FragmentSqlToken {
  return sql.fragment`
    select profile_id, max(level) + 1 as levels from ${sql.identifier(['argo', choice.mode])}
    where ${levelConditions(ids, choice)} group by profile_id`
}

function expertSizes(ids: ReturnType<typeof sql.array>, { parameters, pressure }: LevelChoice): FragmentSqlToken {
  const measured =
    parameters === undefined
      ? sql.fragment`true`
      : sql.fragment`exists (select from profile_variables v where v.profile_id = p.profile_id
          and v.parameter = any (${sql.array([...parameters], 'text')}))`
  return pressure === undefined
    ? sql.fragment`select profile_id, level_count as levels from profiles p where profile_id = any (${ids}) and ${measured}`
    : sql.fragment`
        select profile_id, max(level) + 1 as levels from measurements p
        where profile_id = any (${ids}) and pressure between ${pressure[0]} and ${pressure[1]} and ${measured}
        group by profile_id`
}

const parameterRow = z.object({ name: z.string(), units: z.string().nullable(), is_double: z.boolean() })

async function readParameters(
  pool: Database['pool'],
  ids: readonly number[],
  { mode, parameters }: LevelChoice,
): Promise<readonly ReadingParameter[]> {
  const rows = await pool.any(sql.type(parameterRow)`
    select parameter as name, mode() within group (order by units) as units,
      bool_or(raw_double is not null or adjusted_double is not null or adjusted_error_double is not null) as is_double
    from profile_variables
    where profile_id = any (${sql.array([...ids], 'int4')}) and ${namedParameters(mode, parameters)}
    group by parameter`)
  const place = (name: string) => {
    const first = ['PRES', 'TEMP', 'PSAL'].indexOf(name)
    return first < 0 ? 3 : first
  }
  return rows
    .map(({ name, units, is_double }) => ({ name, units, isDouble: mode === 'expert' && is_double }))
    .toSorted((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1))
}
