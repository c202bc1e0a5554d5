import type { CommonQueryMethods } from 'slonik'
import { CopyRows } from '../CopyRows.ts'
import { copyAll } from '../profiles/copyAll.ts'
import type { KnownVersion } from './findVersions.ts'

/** A row of `profile_versions` to be made. */
export type NewVersion = Omit<KnownVersion, 'sha256'>

const columns = [
  'dataset_id',
  'profile_number',
  'run_id',
  'platform_number',
  'cycle_number',
  'direction',
  'source_kind',
  'profile_index',
  'data_mode',
  'date_update',
  'level_count',
  'value_count',
  'flag_count',
  'content_sha256',
  'verdict_sha256',
  'shown',
]

/** Rows encoded at once: half a megabyte. */
const atOnce = 2_000

/** Records versions of profiles. */
export async function copyVersions(connection: CommonQueryMethods, versions: readonly NewVersion[]): Promise<void> {
  const rows = new CopyRows(Math.min(versions.length, atOnce) * 300 + 100)
  for (let start = 0; start < versions.length; start += atOnce) {
    rows.reset()
    for (const version of versions.slice(start, start + atOnce)) writeVersion(rows, version)
    await copyAll(connection, 'profile_versions', columns, rows)
  }
}

function writeVersion(rows: CopyRows, version: NewVersion): void {
  rows.row(columns.length)
  rows.int4(version.datasetId)
  rows.int4(version.number)
  rows.uuid(version.runId)
  rows.text(version.key.platformNumber)
  rows.int4(version.key.cycleNumber)
  rows.text(version.key.direction)
  rows.text(version.key.sourceKind)
  rows.int4(version.key.profileIndex)
  rows.text(version.dataMode)
  rows.timestamptz(version.dateUpdate)
  rows.int4(version.levels)
  rows.int4(version.values)
  rows.int4(version.flags)
  rows.bytea(version.contentSha256)
  rows.bytea(version.verdictSha256)
  rows.bool(version.isShown)
}
