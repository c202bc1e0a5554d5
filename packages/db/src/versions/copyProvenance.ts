import type { CommonQueryMethods } from 'slonik'
import { CopyRows } from '../CopyRows.ts'
import { copyAll } from '../profiles/copyAll.ts'
import { provenanceColumns } from './provenanceRows.ts'

export interface NewProvenance {
  readonly datasetId: number
  readonly number: number
  /** What `writeProvenance` wrote. */
  readonly provenance: Buffer
}

/** Rows encoded at once: some megabytes. */
const atOnce = 1_000

/** Records how versions of profiles were made. What was recorded of them before went with their rows. */
export async function copyProvenance(connection: CommonQueryMethods, made: readonly NewProvenance[]): Promise<void> {
  const rows = new CopyRows(64 * 1024)
  for (let start = 0; start < made.length; start += atOnce) {
    rows.reset()
    for (const { datasetId, number, provenance } of made.slice(start, start + atOnce)) {
      rows.row(provenanceColumns.length)
      rows.int4(datasetId)
      rows.int4(number)
      rows.raw(provenance)
    }
    await copyAll(connection, 'profile_provenance', provenanceColumns, rows)
  }
}
