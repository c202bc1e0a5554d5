import type { CopyRows } from '../CopyRows.ts'
import type { ProfileLevels } from './measurementRows.ts'

const columns = [
  'profile_id',
  'parameter',
  'data_mode',
  'units',
  'raw',
  'qc',
  'adjusted',
  'adjusted_qc',
  'adjusted_error',
  'failed_tests',
]
const doubleColumns = ['raw_double', 'adjusted_double', 'adjusted_error_double'] as const

/**
 * Writes every parameter of the profiles, as it was delivered, as rows of `profile_variables`.
 *
 * @returns the columns that the rows hold: those of doubles and of proposed flags only where a profile has any.
 */
export function writeVariableRows(rows: CopyRows, profiles: readonly ProfileLevels[]): readonly string[] {
  const anyDoubles = profiles.some(({ cleaned }) =>
    cleaned.profile.parameters.some((parameter) => doubleColumns.some((name) => parameter[name].length > 0)),
  )
  const anyFlags = profiles.some(({ cleaned }) => cleaned.verdicts.some(({ flags }) => flags !== ''))
  const used = [...columns, ...(anyFlags ? ['proposed_qc'] : []), ...(anyDoubles ? doubleColumns : [])]
  for (const { profileId, cleaned } of profiles) {
    for (const parameter of cleaned.profile.parameters) {
      const verdict = cleaned.verdicts.find((one) => one.parameter === parameter.name)
      rows.row(used.length)
      rows.int4(profileId)
      rows.text(parameter.name)
      rows.text(parameter.data_mode)
      rows.text(orNull(parameter.units))
      rows.realArray(parameter.raw)
      rows.text(orNull(parameter.raw_qc))
      rows.realArray(parameter.adjusted)
      rows.text(orNull(parameter.adjusted_qc))
      rows.realArray(parameter.adjusted_error)
      if (verdict === undefined) rows.null()
      else rows.int4Array(verdict.failed_tests)
      if (anyFlags) rows.text(orNull(verdict?.flags ?? ''))
      if (anyDoubles) for (const name of doubleColumns) rows.float8Array(parameter[name])
    }
  }
  return used
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
