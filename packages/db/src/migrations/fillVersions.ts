import type pg from 'pg'

/**
 * Records a version of each profile that is shown and has none: a writer of a release without versions has written it,
 * beside those of this release, while the installation was upgraded. What has no version gives way to whatever comes
 * next. Cheap where none is missing.
 */
export async function fillVersions(client: pg.Client): Promise<void> {
  await client.query('begin')
  try {
    // The writers wait for the moment that it takes: a version must not come twice.
    await client.query("set local lock_timeout = '30s'")
    await client.query('lock table profile_versions in share row exclusive mode')
    await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const statement = `
  insert into profile_versions
  select p.dataset_id, coalesce((select max(profile_number) from profile_versions v where v.dataset_id = p.dataset_id), -1)
      + row_number() over (partition by p.dataset_id order by p.platform_number, p.cycle_number, p.direction,
        p.source_kind, p.profile_index),
    p.run_id, p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index, p.data_mode, p.date_update,
    (select count(*) from measurements m where m.profile_id = p.profile_id), coalesce(held.values, 0),
    coalesce(held.flags, 0), decode(p.content_sha256, 'hex'), decode(p.verdict_sha256, 'hex'), true
  from profiles p
    left join lateral (
      select sum(coalesce(array_length(array_remove(raw, null), 1), 0)
          + coalesce(array_length(array_remove(adjusted, null), 1), 0)) as values,
        sum(length(replace(coalesce(qc, '') || coalesce(adjusted_qc, ''), ' ', ''))) as flags
      from profile_variables where profile_id = p.profile_id) held on true
  where p.dataset_id is not null and not exists (
    select from profile_versions v
    where v.platform_number = p.platform_number and v.cycle_number = p.cycle_number and v.direction = p.direction
      and v.source_kind = p.source_kind and v.profile_index = p.profile_index and v.shown)`
