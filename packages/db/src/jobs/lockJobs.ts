import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

// Names the locks of this file among the advisory locks of the database.
const jobLocks = 4_711
const swapLock = 4_712

/**
 * Until the end of the transaction nobody else projects these jobs, on whatever instance. Taken in one
 * order everywhere, so that two transactions never wait for each other.
 */
export async function lockJobs(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(jobIds)].sort()
  await connection.query(sql.unsafe`
    select pg_advisory_xact_lock(${jobLocks}, hashtext(hash))
    from (select distinct hash from unnest(${sql.array(sorted, 'text')}) as hash order by hash) as jobs`)
}

/** Until the end of the transaction a rebuilt projection is not put in the place of the served one. */
export async function keepProjection(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`select pg_advisory_xact_lock_shared(${swapLock}, 0)`)
}

/** Until the end of the transaction nobody else rebuilds the projection. False where somebody does. */
export async function claimRebuilding(connection: CommonQueryMethods): Promise<boolean> {
  await waitLong(connection)
  return connection.oneFirst(sql.type(z.object({ claimed: z.boolean() }))`
    select pg_try_advisory_xact_lock(${swapLock}, 1) as claimed`)
}

/** The topics are read while the transaction does nothing, which would else end it after a while. */
const waitLong = (connection: CommonQueryMethods) =>
  connection.query(sql.unsafe`set local idle_in_transaction_session_timeout = 0`)

/** Until the end of the transaction nobody changes the served projection. */
export async function haltProjection(connection: CommonQueryMethods): Promise<void> {
  await waitLong(connection)
  await connection.query(sql.unsafe`select pg_advisory_xact_lock(${swapLock}, 0)`)
}
