import type { ProfileContents, VariableRow } from '@floatchat/db/profiles/readProfileContents'
import { toProfile } from './datasetJson.ts'

/** A profile with its contents as the text of `profileContentsJson`; what was not read of it is left out. */
export function profileDocument({ profile, measurements, variables }: ProfileContents): string {
  const fields = JSON.stringify(toProfile(profile)).slice(1, -1)
  const parts = [fields]
  if (measurements !== undefined)
    parts.push(`"measurements":{${[...measurements].map(([name, values]) => `"${name}":${values}`).join(',')}}`)
  if (variables !== undefined) parts.push(`"parameters":[${variables.map(parameterDocument).join(',')}]`)
  return `{${parts.join(',')}}`
}

/** The arrays are JSON already. */
function parameterDocument({
  parameter,
  data_mode,
  units,
  qc,
  adjusted_qc,
  proposed_qc,
  is_double,
  ...arrays
}: VariableRow): string {
  const texts = JSON.stringify({ parameter, data_mode, units, qc, adjusted_qc, proposed_qc, is_double }).slice(1, -1)
  const { raw, adjusted, adjusted_error, failed_tests } = arrays
  const values = Object.entries({ raw, adjusted, adjusted_error, failed_tests })
  return `{${texts},${values.map(([name, array]) => `"${name}":${array}`).join(',')}}`
}
