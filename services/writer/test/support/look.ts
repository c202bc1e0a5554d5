import type { WriterDatabase } from './writerDatabase.ts'

/** How many rows there are of everything, at one moment. */
export async function rowCounts({ rows }: Pick<WriterDatabase, 'rows'>) {
  const [row] = await rows<Record<string, number>>(
    `select (select count(*)::int from profiles) as profiles,
      (select count(*)::int from profile_variables) as variables,
      (select count(*)::int from measurements) as levels,
      (select count(*)::int from float_positions) as positions,
      (select count(*)::int from datasets) as datasets,
      (select count(distinct date_update)::int from profiles) as versions`,
  )
  return row
}

/** Ends every connection of the writers, as a restart of the database does. */
export async function terminateWriters({ rows }: Pick<WriterDatabase, 'rows'>): Promise<void> {
  await rows(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'floatchat-writer' and pid <> pg_backend_pid()`,
  )
}

/** Levels and variables without a profile: there must never be any. */
export async function orphans({ rows }: Pick<WriterDatabase, 'rows'>): Promise<number> {
  const [row] = await rows<{ count: number }>(
    `select (select count(*) from measurements m where not exists (select from profiles p where p.profile_id = m.profile_id))::int
      + (select count(*) from profile_variables v where not exists (select from profiles p where p.profile_id = v.profile_id))::int as count`,
  )
  return row?.count ?? Number.NaN
}

/** Profiles that no version says are shown, and versions that say so of a profile that is not there: never any. */
export async function versionsAstray({ rows }: Pick<WriterDatabase, 'rows'>): Promise<number> {
  const [row] = await rows<{ count: number }>(
    `select count(*)::int as count from profiles p
      full join (select * from profile_versions where shown) v using (platform_number, cycle_number, direction, source_kind, profile_index)
      where p.dataset_id is distinct from v.dataset_id or p.content_sha256 is distinct from encode(v.content_sha256, 'hex')
        or p.verdict_sha256 is distinct from encode(v.verdict_sha256, 'hex')`,
  )
  return row?.count ?? Number.NaN
}

/** Takes the files that the writer has asked to be read again out of the outbox, by their file ids. */
export async function takeRereads({ rows }: Pick<WriterDatabase, 'rows'>): Promise<string[]> {
  const found = await rows<{ record: { file_id: string; reason: string } }>(
    "delete from outbox where topic = 'files.staged' and record_type = 'FileStaged' returning record",
  )
  return found.map(({ record }) => record.file_id)
}
