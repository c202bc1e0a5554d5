import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { namedParameters } from './namedParameters.ts'
import { numbersOf } from './numbersOf.ts'
import { type LevelChoice, levelConditions, parameterColumns, parametersWithColumns } from './readLevels.ts'

/** The levels of a profile by the index that they have in its file. */
export interface ProfileArrays {
  readonly profileId: number
  /** Its parameters, and R, A or D for each. */
  readonly parameters: readonly { readonly name: string; readonly dataMode: string }[]
  /**
   * By the name of the netCDF variable: numbers with NaN for what is missing, or a text with one flag for each level
   * and a blank for none. Shorter than the levels where nothing follows.
   */
  readonly variables: ReadonlyMap<string, Float64Array | string>
}

/** Temperature and salinity at levels of a BGC sensor, which a core profile has too (`argo.standard`). */
export const besideCore = { ctd_temperature: 'CTD_TEMP', ctd_salinity: 'CTD_PSAL' } as const

/** The levels of some profiles, those that are there still, in any order. */
export function readProfileArrays(
  database: Database,
  ids: readonly number[],
  choice: LevelChoice,
): Promise<readonly ProfileArrays[]> {
  return asDatabaseWork('Reading levels', () =>
    choice.mode === 'expert' ? readDelivered(database, ids, choice) : readBest(database, ids, choice),
  )
}

const deliveredRow = z.object({
  ...{ profile_id: z.number(), parameter: z.string(), data_mode: z.string() },
  ...{ raw: z.string().nullable(), qc: z.string().nullable(), adjusted: z.string().nullable() },
  ...{ adjusted_qc: z.string().nullable(), adjusted_error: z.string().nullable(), failed_tests: z.string().nullable() },
})

async function readDelivered(
  { pool }: Database,
  ids: readonly number[],
  { parameters, pressure }: LevelChoice,
): Promise<readonly ProfileArrays[]> {
  const array = sql.array([...ids], 'int4')
  const rows = await pool.any(sql.type(deliveredRow)`
    select profile_id, parameter, data_mode, coalesce(raw_double::text, raw::text) as raw, qc,
      coalesce(adjusted_double::text, adjusted::text) as adjusted, adjusted_qc,
      coalesce(adjusted_error_double::text, adjusted_error::text) as adjusted_error, failed_tests::text
    from profile_variables where profile_id = any (${array}) and ${namedParameters('expert', parameters)}
    order by profile_id, parameter`)
  const within = pressure === undefined ? undefined : await readLevelsWithin(pool, array, pressure)
  return [...Map.groupBy(rows, ({ profile_id }) => profile_id)].map(([profileId, ofProfile]) => {
    const variables = new Map<string, Float64Array | string>()
    const levels = within === undefined ? undefined : (within.get(profileId) ?? new Set<number>())
    for (const { parameter, raw, qc, adjusted, adjusted_qc, adjusted_error, failed_tests } of ofProfile) {
      const put = (suffix: string, text: string | null, flags: boolean) => {
        if (text === null) return
        variables.set(`${parameter}${suffix}`, flags ? chosenFlags(text, levels) : chosenNumbers(text, levels))
      }
      put('', raw, false)
      put('_QC', qc, true)
      put('_ADJUSTED', adjusted, false)
      put('_ADJUSTED_QC', adjusted_qc, true)
      put('_ADJUSTED_ERROR', adjusted_error, false)
      // Null where nothing failed.
      const none = `{${numbersOf(raw ?? adjusted ?? '{}')
        .fill(0)
        .join(',')}}`
      put('_FAILED_TESTS', failed_tests ?? none, false)
    }
    return {
      ...{ profileId, variables },
      parameters: ofProfile.map(({ parameter, data_mode }) => ({ name: parameter, dataMode: data_mode })),
    }
  })
}

/** In expert a parameter has arrays of its own: the level's pressure is in measurements. */
async function readLevelsWithin(
  pool: Database['pool'],
  ids: ReturnType<typeof sql.array>,
  [least, most]: readonly [number, number],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const row = z.object({ profile_id: z.number(), levels: z.array(z.number()) })
  const rows = await pool.any(sql.type(row)`
    select profile_id, array_agg(level) as levels from measurements
    where profile_id = any (${ids}) and pressure between ${least} and ${most} group by profile_id`)
  return new Map(rows.map(({ profile_id, levels }) => [profile_id, new Set(levels)]))
}

function chosenNumbers(text: string, levels: ReadonlySet<number> | undefined): Float64Array {
  const numbers = numbersOf(text)
  return levels === undefined ? numbers : numbers.map((value, level) => (levels.has(level) ? value : Number.NaN))
}

function chosenFlags(text: string, levels: ReadonlySet<number> | undefined): string {
  // What is no digit is no flag, as in argo.expert.
  const flags = text.replaceAll(/[^0-9]/g, ' ')
  return levels === undefined
    ? flags
    : flags.replaceAll(/./g, (flag, level: number) => (levels.has(level) ? flag : ' '))
}

const modeRow = z.object({
  ...{ profile_id: z.number(), parameter: z.string(), data_mode: z.string() },
  ...{ flags: z.string().nullable(), error: z.string().nullable(), delivers: z.boolean() },
})

async function readBest(
  { pool }: Database,
  ids: readonly number[],
  choice: LevelChoice,
): Promise<readonly ProfileArrays[]> {
  const array = sql.array([...ids], 'int4')
  const wanted = ['PRES', ...(choice.parameters ?? parametersWithColumns)]
  const values = [...new Set(wanted.flatMap((name) => parameterColumns[name] ?? []))]
  const arrays = ['level', ...values, 'outlier_tests'].map((name) => {
    const column = sql.identifier([name])
    return sql.fragment`case when count(${column}) > 0 then array_agg(${column})::text end as ${column}`
  })
  const row = z
    .object({ profile_id: z.number() })
    .and(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
  const rows = await pool.any(sql.type(row)`
    select profile_id, ${sql.join(arrays, sql.fragment`, `)}
    from (
      select * from ${sql.identifier(['argo', choice.mode])} where ${levelConditions(array, choice)}
      order by profile_id, level) as sorted
    group by profile_id`)
  // The flags of measurements, without a row for each level: those of the raw values where they are the best ones. A B-file
  // has no adjusted pressure.
  const modes = await pool.any(sql.type(modeRow)`
    select profile_id, parameter, v.data_mode, raw is not null or adjusted is not null as delivers,
      case when v.data_mode = 'R' or source_kind = 'bgc' and parameter = 'PRES' then qc else adjusted_qc end as flags,
      case when v.data_mode <> 'R' then adjusted_error::text end as error
    from profile_variables v join profiles using (profile_id)
    where profile_id = any (${array}) and ${namedParameters(choice.mode, choice.parameters)}
    order by profile_id, parameter`)
  const modesOf = Map.groupBy(modes, ({ profile_id }) => profile_id)
  return rows.map((one) => bestOf(one.profile_id, one, modesOf.get(one.profile_id) ?? []))
}

type Cells = Readonly<Record<string, string | number | null>>

function bestOf(profileId: number, cells: Cells, modes: readonly z.output<typeof modeRow>[]): ProfileArrays {
  const textOf = (column: string) => (typeof cells[column] === 'string' ? cells[column] : undefined)
  const levels = numbersOf(textOf('level') ?? '{}')
  const placed = (column: string) => placedAt(levels, textOf(column))
  const variables = new Map<string, Float64Array | string>([['OUTLIER_TESTS', placed('outlier_tests')]])
  for (const [column, name] of Object.entries(besideCore))
    if (textOf(column) !== undefined) variables.set(name, placed(column))
  const taken = new Set<string>()
  for (const { parameter, flags, error, delivers } of modes) {
    const [column = ''] = parameterColumns[parameter] ?? []
    // Of two parameters that share a column it is the first that delivers anything (measurementRows.ts).
    if (!delivers || taken.has(column)) continue
    taken.add(column)
    // What no level has is left to the fill values.
    if (textOf(column) === undefined) continue
    const values = placed(column)
    variables.set(parameter, values)
    variables.set(`${parameter}_QC`, flagsOf(values, flags ?? ''))
    if (error !== null) variables.set(`${parameter}_ERROR`, onlyBeside(values, numbersOf(error)))
  }
  return {
    ...{ profileId, variables },
    parameters: modes.map(({ parameter, data_mode }) => ({ name: parameter, dataMode: data_mode })),
  }
}

/** Values where their levels are; NaN in between. */
function placedAt(levels: Float64Array, text: string | undefined): Float64Array {
  const all = new Float64Array((levels.at(-1) ?? -1) + 1).fill(Number.NaN)
  if (text === undefined) return all
  const values = numbersOf(text, levels.length)
  for (let index = 0; index < values.length; index += 1) all[levels[index] as number] = values[index] as number // Both are as long.
  return all
}

/** What belongs to a value that is there. */
function onlyBeside(values: Float64Array, others: Float64Array): Float64Array {
  return values.map((value, level) => (Number.isNaN(value) ? Number.NaN : (others[level] ?? Number.NaN)))
}

const [blank, zero, nine] = [32, 48, 57] as const

/** The flags of values that are there. */
function flagsOf(values: Float64Array, flags: string): string {
  const bytes = Buffer.alloc(values.length, blank)
  for (let level = 0; level < values.length; level += 1) {
    const flag = flags.charCodeAt(level)
    if (flag >= zero && flag <= nine && !Number.isNaN(values[level])) bytes[level] = flag
  }
  return bytes.toString('latin1')
}
