import { type CommonQueryMethods, sql } from 'slonik'

/** Deletes floats that no held file says anything of any more. Their locks must be held. */
export async function deleteFloats(connection: CommonQueryMethods, floatIds: readonly number[]): Promise<void> {
  if (floatIds.length === 0) return
  await connection.query(sql.unsafe`delete from floats where float_id = any (${sql.array(floatIds, 'int4')})`)
}
