import type { ProfileProvenance } from '@floatchat/contracts/generated/records'
import type { CopyRows } from '../CopyRows.ts'

/** Columns of `profile_provenance`: what is known last comes first. */
export const provenanceColumns = [
  'dataset_id',
  'profile_number',
  // From here on as `writeProvenance` writes them.
  'tests_performed',
  'tests_failed',
  'history',
  'history_left_out',
  'calibrations',
  'calibrations_left_out',
]

/** Writes what a file says of the making of a profile, without a row around it. */
export function writeProvenance(rows: CopyRows, provenance: ProfileProvenance): void {
  rows.jsonb(listed(provenance.tests_performed))
  rows.jsonb(listed(provenance.tests_failed))
  rows.jsonb(provenance.history)
  rows.int4(provenance.history_left_out)
  rows.jsonb(provenance.calibrations)
  rows.int4(provenance.calibrations_left_out)
}

function listed(tests: Int32Array | null): number[] | null {
  return tests === null ? null : [...tests]
}
