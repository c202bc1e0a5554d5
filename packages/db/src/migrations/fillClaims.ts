import type pg from 'pg'

/**
 * Records a claim, without a description, of each float that a file holds a version of and says nothing about: it was
 * written by a release that kept none. So the float stays for as long as the file is held; what the file says of it is
 * known when it is read again. Cheap where none is missing.
 */
export async function fillClaims(client: pg.Client): Promise<void> {
  await client.query(`
    insert into float_claims (dataset_id, platform_number, run_id, float_type)
    select distinct on (v.dataset_id, v.platform_number) v.dataset_id, v.platform_number, v.run_id, 'core'
    from profile_versions v
    where not exists (
      select from float_claims c where c.dataset_id = v.dataset_id and c.platform_number = v.platform_number)
    order by v.dataset_id, v.platform_number, v.run_id desc`)
}
