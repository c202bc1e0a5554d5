import type { IngestResult } from './IngestResult.ts'

/** What became of a file, in few words. */
export type Outcome = 'in the database' | 'held already' | 'newer held' | 'meta-data' | 'not taken' | 'failed'

/** What is wrong with files that are not taken, by the code of the error. */
const faults: Readonly<Record<string, string>> = {
  UNSUPPORTED_FILE: 'technical or trajectory',
  NOT_NETCDF: 'not NetCDF',
  NOT_ARGO: 'not Argo',
  TRUNCATED: 'cut short',
  MALFORMED_NETCDF: 'malformed',
  MISSING_VARIABLE: 'lacking a variable',
  NO_PROFILE: 'without a profile',
  BAD_ARCHIVE: 'bad zip',
}

export function outcomeOf(result: IngestResult): Outcome {
  if (result.status === 'failed') return faultOf(result) === undefined ? 'failed' : 'not taken'
  if (!result.sent) return 'held already'
  if (!result.profiles_total) return 'meta-data'
  return result.profiles_ingested === 0 && (result.profiles_superseded ?? 0) > 0 ? 'newer held' : 'in the database'
}

/** What is wrong with a file that this system does not take, in two words; undefined where something else failed. */
export function faultOf({ job_id, errors }: IngestResult): string | undefined {
  // The gateway itself refused it: its name, or its size.
  if (job_id === null) return typeof errors[0] === 'string' && errors[0].startsWith("'") ? 'refused' : undefined
  const codes = errors.map((error) =>
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '',
  )
  const [first = ''] = codes
  return codes.every((code) => code in faults) ? faults[first] : undefined
}
