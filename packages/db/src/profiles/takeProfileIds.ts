import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** Takes so many new profile ids. They are gone even where the transaction is rolled back. */
export async function takeProfileIds(connection: CommonQueryMethods, count: number): Promise<number[]> {
  const { ids } = await connection.one(
    sql.type(z.object({ ids: z.array(z.coerce.number()) }))`
      select array_agg(nextval('profile_ids')::integer) as ids from generate_series(1, ${count})`,
  )
  return ids
}
