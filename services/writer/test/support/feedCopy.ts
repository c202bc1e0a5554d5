import type { Database } from '@floatchat/db/connectDatabase'
import { readRows } from '@floatchat/db/test/support/readRows'

type Listed = readonly [string, string, number, string, string, number, number | null, string, string, number, string]

/** The set of profiles that who follows the changes holds: by key, the dataset and the digest of the contents. */
export async function feedCopy(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await readRows<{ changes: readonly Listed[] }>(
    database,
    'select changes from profile_changes order by change_id',
  )
  const copy = new Map<string, string>()
  for (const [kind, platform, cycle, direction, source, index, dataset, , mode, updated, digest] of rows.flatMap(
    ({ changes }) => changes,
  )) {
    const key = `${platform} ${cycle} ${direction} ${source} ${index}`
    if (copy.has(key) === (kind === 'SHOWN')) throw new Error(`${kind} of ${key} does not fit what was told before`)
    if (kind === 'WITHDRAWN') copy.delete(key)
    else copy.set(key, `${dataset} ${mode} ${updated} ${digest}`)
  }
  return copy
}

/** The same of what is in the database. */
export async function shownProfiles(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await readRows<{ key: string; value: string }>(
    database,
    `select concat_ws(' ', platform_number, cycle_number, direction, source_kind, profile_index) as key,
      dataset_id || ' ' || data_mode || ' ' || coalesce((1000 * extract(epoch from date_update))::bigint::text, 'null')
        || ' ' || content_sha256 as value from profiles`,
  )
  return new Map(rows.map(({ key, value }) => [key, value]))
}
