import { type CommonQueryMethods, sql } from 'slonik'

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

/** Until the end of the transaction nobody changes the served projection. */
export async function haltProjection(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`select pg_advisory_xact_lock(${swapLock}, 0)`)
}
