import type { ParameterValues, ProfileCleaned } from '@floatchat/contracts/generated/records'
import type { CopyRows } from '../CopyRows.ts'

/** The columns of `measurements` that hold a parameter: its value, its flag, and the Argo names, the first that a profile has. */
const parameterColumns = [
  { value: 'pressure', flag: 'pres_qc', names: ['PRES'] },
  { value: 'temperature', flag: 'temp_qc', names: ['TEMP'] },
  { value: 'salinity', flag: 'psal_qc', names: ['PSAL'] },
  { value: 'dissolved_oxygen', flag: 'doxy_qc', names: ['DOXY'] },
  { value: 'chlorophyll', flag: 'chla_qc', names: ['CHLA'] },
  { value: 'nitrate', flag: 'nitrate_qc', names: ['NITRATE'] },
  { value: 'ph', flag: 'ph_qc', names: ['PH_IN_SITU_TOTAL'] },
  { value: 'bbp700', flag: 'bbp700_qc', names: ['BBP700'] },
  { value: 'downwelling_irradiance', flag: 'irradiance_qc', names: ['DOWN_IRRADIANCE490', 'DOWNWELLING_PAR'] },
] as const

/** Levels of one profile, ready to be written. */
export interface ProfileLevels {
  readonly profileId: number
  readonly cleaned: ProfileCleaned
}

/**
 * Writes the levels of profiles as rows of `measurements`.
 *
 * Columns of which no profile has anything are left out of the copy altogether: a core profile needs
 * 8 of 22, which loads a seventh faster than sending the nulls.
 *
 * @returns the columns that the rows hold.
 */
export function writeMeasurementRows(rows: CopyRows, profiles: readonly ProfileLevels[]): string[] {
  const plans = profiles.map(({ profileId, cleaned }) => ({ profileId, cleaned, best: bestOf(cleaned) }))
  const used = parameterColumns.filter((_, index) => plans.some(({ best }) => best[index] !== undefined))
  const judged = profiles.some(({ cleaned }) => cleaned.outlier_tests.length > 0)
  for (const { profileId, cleaned, best } of plans) {
    const columns = used.map((column) => best[parameterColumns.indexOf(column)])
    writeLevels(rows, profileId, cleaned, columns, judged)
  }
  return [
    'profile_id',
    'level',
    ...used.flatMap(({ value, flag }) => [value, flag]),
    ...(judged ? ['outlier_tests', 'is_outlier'] : []),
  ]
}

/** The side of a parameter that is its best: adjusted in modes A and D, else raw. No fallback level by level. */
interface Best {
  /** Empty where there is no value on this side. */
  readonly values: Float32Array
  /** Empty where there is no flag on this side. */
  readonly flags: string
}

function bestOf({ profile }: ProfileCleaned): (Best | undefined)[] {
  return parameterColumns.map(({ names }) => {
    const parameter = names.map((name) => profile.parameters.find((one) => one.name === name)).find(delivers)
    if (parameter === undefined) return undefined
    const adjusted = parameter.data_mode !== 'R'
    return {
      values: adjusted ? parameter.adjusted : parameter.raw,
      flags: adjusted ? parameter.adjusted_qc : parameter.raw_qc,
    }
  })
}

function delivers(parameter: ParameterValues | undefined): boolean {
  return parameter !== undefined && (parameter.raw.length > 0 || parameter.adjusted.length > 0)
}

/**
 * Which levels have a row: those for which the file delivers anything, raw or adjusted, of any
 * parameter. One byte a level, 1 or 0.
 */
function deliveredLevels({ profile }: Pick<ProfileCleaned, 'profile'>): Uint8Array {
  const delivered = new Uint8Array(profile.level_count)
  for (const { raw, adjusted } of profile.parameters) {
    mark(delivered, raw)
    mark(delivered, adjusted)
  }
  return delivered
}

function mark(delivered: Uint8Array, values: Float32Array): void {
  const count = Math.min(values.length, delivered.length)
  for (let level = 0; level < count; level += 1) {
    const value = values[level] as number // The index is below the length.
    // biome-ignore lint/suspicious/noSelfCompare: the cheapest test for NaN there is, once a value of a file
    if (value === value) delivered[level] = 1
  }
}

function writeLevels(
  rows: CopyRows,
  profileId: number,
  cleaned: ProfileCleaned,
  columns: readonly (Best | undefined)[],
  judged: boolean,
): void {
  const delivered = deliveredLevels(cleaned)
  const tests = cleaned.outlier_tests
  const columnCount = 2 + columns.length * 2 + (judged ? 2 : 0)
  rows.reserve(delivered.length * (18 + columns.length * 14 + 13))
  const { view } = rows
  let at = rows.size
  let written = 0
  for (let level = 0; level < delivered.length; level += 1) {
    if (delivered[level] === 0) continue
    view.setInt16(at, columnCount)
    view.setInt32(at + 2, 4)
    view.setInt32(at + 6, profileId)
    view.setInt32(at + 10, 4)
    view.setInt32(at + 14, level)
    at += 18
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index]
      const value = column === undefined || column.values.length === 0 ? Number.NaN : (column.values[level] as number)
      // biome-ignore lint/suspicious/noSelfCompare: the cheapest test for NaN there is, once a value of a file
      if (value === value) {
        view.setInt32(at, 4)
        view.setFloat32(at + 4, value)
        at += 8
      } else {
        view.setInt32(at, -1)
        at += 4
      }
      // Flags are the digits 0 to 9; a blank, and what Argo does not know, is none.
      const flag = column === undefined || column.flags.length === 0 ? -1 : column.flags.charCodeAt(level) - 48
      if (flag >= 0 && flag <= 9) {
        view.setInt32(at, 2)
        view.setInt16(at + 4, flag)
        at += 6
      } else {
        view.setInt32(at, -1)
        at += 4
      }
    }
    if (judged) {
      const failed = tests.length === 0 ? 0 : (tests[level] as number)
      view.setInt32(at, 4)
      view.setInt32(at + 4, failed)
      view.setInt32(at + 8, 1)
      view.setUint8(at + 12, failed === 0 ? 0 : 1)
      at += 13
    }
    written += 1
  }
  rows.advance(at, written)
}
