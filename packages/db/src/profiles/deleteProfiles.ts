import { type CommonQueryMethods, sql } from 'slonik'

/** Deletes versions of profiles that lost, with all that belongs to them. */
export async function deleteProfiles(connection: CommonQueryMethods, profileIds: readonly number[]): Promise<void> {
  if (profileIds.length === 0) return
  // In one stroke each: left to the cascade, PostgreSQL would do the variables profile by profile.
  await deleteLevels(connection, profileIds)
  await connection.query(sql.unsafe`delete from profiles where profile_id = any (${sql.array(profileIds, 'int4')})`)
}

/** Deletes the levels and variables of profiles, whether they have rows of their own (yet) or not. */
export async function deleteLevels(connection: CommonQueryMethods, profileIds: readonly number[]): Promise<void> {
  if (profileIds.length === 0) return
  const ids = sql.array(profileIds, 'int4')
  await connection.query(sql.unsafe`delete from measurements where profile_id = any (${ids})`)
  await connection.query(sql.unsafe`delete from profile_variables where profile_id = any (${ids})`)
}
