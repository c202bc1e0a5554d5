import { sql } from 'slonik'
import type { Database } from '../src/connectDatabase.ts'
import { takeProfileIds } from '../src/profiles/takeProfileIds.ts'

type Level = Readonly<Record<string, number>>

/** A profile of cycle 1 of float 6900001, all flags 1 where nothing else is said. */
export interface SampleProfile {
  readonly kind: 'core' | 'synthetic' | 'bgc'
  readonly index: number
  readonly mode: 'R' | 'A' | 'D'
  /** Values and flags by column of measurements. */
  readonly levels: readonly Level[]
  readonly pressureErrors?: readonly (number | null)[]
  readonly positionQc?: number
}

const names: Readonly<Record<string, { readonly parameter: string; readonly flag: string }>> = {
  pressure: { parameter: 'PRES', flag: 'pres_qc' },
  temperature: { parameter: 'TEMP', flag: 'temp_qc' },
  salinity: { parameter: 'PSAL', flag: 'psal_qc' },
  dissolved_oxygen: { parameter: 'DOXY', flag: 'doxy_qc' },
  bbp700: { parameter: 'BBP700', flag: 'bbp700_qc' },
}

/** Writes a profile straight into the tables, its parameters ahead of it as the writer does. */
export async function insertProfile(database: Database, sample: SampleProfile): Promise<void> {
  const { kind, index, mode, levels, positionQc = 1 } = sample
  const columns = Object.keys(names).filter((column) => levels.some((level) => level[column] !== undefined))
  await database.pool.transaction(async (connection) => {
    await connection.query(sql.unsafe`
      insert into floats (float_id, platform_number) values (1, '6900001') on conflict do nothing`)
    const [id = 0] = await takeProfileIds(connection, 1)
    for (const column of columns) {
      const { parameter = '' } = names[column] ?? {}
      const values = sql.array(
        levels.map((level) => level[column] ?? null),
        'float4',
      )
      const flags = levels.map((level) => String(flagOf(level, column) ?? ' ')).join('')
      const errors = column === 'pressure' ? (sample.pressureErrors ?? levels.map(() => 2.4)) : levels.map(() => 0.01)
      await connection.query(sql.unsafe`
        insert into profile_variables (profile_id, parameter, data_mode, raw, qc, adjusted, adjusted_qc, adjusted_error)
        values (${id}, ${parameter}, ${mode}, ${values}, ${flags}, ${values}, ${flags},
          ${sql.array([...errors], 'float4')})`)
    }
    await connection.query(sql.unsafe`
      insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
        "timestamp", juld_qc, latitude, longitude, position_qc, geom, data_mode, level_count, content_sha256,
        verdict_sha256, run_id)
      values (${id}, 1, '6900001', 1, 'A', ${kind}, ${index}, '2020-01-01', 1, 10, 20, ${positionQc},
        'point(20 10)', ${mode}, ${levels.length}, '', '', gen_random_uuid())`)
    for (const [number, level] of levels.entries()) {
      const row = Object.fromEntries(
        columns.flatMap((column) => [
          [column, level[column] ?? null],
          [names[column]?.flag ?? '', flagOf(level, column)],
        ]),
      )
      await connection.query(sql.unsafe`
        insert into measurements select (jsonb_populate_record(null::measurements,
          ${JSON.stringify({ ...row, profile_id: id, level: number, outlier_tests: 0, is_outlier: false })}::jsonb)).*`)
    }
  })
}

function flagOf(level: Level, column: string): number | null {
  const flag = names[column]?.flag ?? ''
  return level[flag] ?? (level[column] === undefined ? null : 1)
}
