import { type CommonQueryMethods, sql } from 'slonik'

/**
 * Deletes floats that no held file says anything of any more. Their locks must be held. One of which a writer of a release
 * without claims has profiles stays until these are recorded.
 */
export async function deleteFloats(connection: CommonQueryMethods, floatIds: readonly number[]): Promise<void> {
  if (floatIds.length === 0) return
  await connection.query(sql.unsafe`
    delete from floats f where float_id = any (${sql.array(floatIds, 'int4')})
      and not exists (select from profiles p where p.platform_number = f.platform_number)`)
}
