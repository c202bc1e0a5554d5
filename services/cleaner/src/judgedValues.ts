import type { ParameterValues, SourceKind } from '@floatchat/contracts/generated/records'
import { judgedAs } from './judgedAs.ts'

/**
 * The values that are judged: the raw ones in mode R, the best ones, that is the adjusted ones, in modes A and D, and
 * no falling back from one to the other. Pressure in a B-file is always raw: a B-file has no adjusted pressure,
 * whatever mode it claims.
 */
export function judgedValues(
  parameter: ParameterValues,
  sourceKind: SourceKind,
): { readonly values: Float32Array; readonly flags: string; readonly isAdjusted: boolean } {
  const isRaw = parameter.data_mode === 'R' || (sourceKind === 'bgc' && judgedAs(parameter.name) === 'PRES')
  return isRaw
    ? { values: parameter.raw, flags: parameter.raw_qc, isAdjusted: false }
    : { values: parameter.adjusted, flags: parameter.adjusted_qc, isAdjusted: true }
}
