import type { CopyRows } from './CopyRows.ts'
import type { ProfileLevels } from './measurementRows.ts'

/** Columns of `profile_variables` in the order that `writeVariableRows` writes them. */
export const variableColumns = [
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

/** Writes every parameter of the profiles, as it was delivered, as rows of `profile_variables`. */
export function writeVariableRows(rows: CopyRows, profiles: readonly ProfileLevels[]): void {
  for (const { profileId, cleaned } of profiles) {
    for (const parameter of cleaned.profile.parameters) {
      const verdict = cleaned.verdicts.find((one) => one.parameter === parameter.name)
      rows.row(variableColumns.length)
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
    }
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
