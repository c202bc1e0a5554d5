import type { DataMode } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import type { ProfileKey } from '../profiles/ProfileKey.ts'

/** What became of a profile that is, or was, shown. Times are milliseconds since 1970. */
export interface RecordedChange {
  readonly kind: 'SHOWN' | 'REPLACED' | 'WITHDRAWN'
  readonly key: ProfileKey
  /** Null where the dataset was deleted. */
  readonly datasetId: number | null
  readonly runId: string
  readonly dataMode: DataMode | null
  readonly dateUpdate: number | null
  readonly contentSha256: string
}

/** Changes in one row: a megabyte or less. */
const atOnce = 5_000

/** Records changes for the topic profiles.changed: they go out when the transaction is committed. */
export async function recordChanges(connection: CommonQueryMethods, changes: readonly RecordedChange[]): Promise<void> {
  for (let start = 0; start < changes.length; start += atOnce) {
    const lists = changes
      .slice(start, start + atOnce)
      .map(({ kind, key, ...change }) => [
        ...[kind, key.platformNumber, key.cycleNumber, key.direction, key.sourceKind, key.profileIndex],
        ...[change.datasetId, change.runId, change.dataMode, change.dateUpdate, change.contentSha256],
      ])
    await connection.query(sql.unsafe`
      insert into profile_changes (changes, change_count) values (${JSON.stringify(lists)}::json, ${lists.length})`)
  }
}
