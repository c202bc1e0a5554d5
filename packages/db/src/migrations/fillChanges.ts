import type pg from 'pg'

/**
 * Has the topic profiles.changed told of what was there before changes were recorded: float by float, each under its
 * lock, so that what is told stands in its order among the changes. Goes on where it broke off; cheap where all is told.
 */
export async function fillChanges(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ platform_number: string }>('select platform_number from floats_untold')
  for (const { platform_number } of rows) {
    await client.query('begin')
    try {
      await client.query('select from floats where platform_number = $1 for update', [platform_number])
      await client.query(statement, [platform_number])
      await client.query('delete from floats_untold where platform_number = $1', [platform_number])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
}

const statement = `
  insert into profile_changes (changes, change_count)
  select json_agg(json_build_array('SHOWN', platform_number, cycle_number, direction, source_kind, profile_index,
      dataset_id, run_id, data_mode, (1000 * extract(epoch from date_update))::bigint, content_sha256)), count(*)
  from profiles where platform_number = $1
  having count(*) > 0`
