import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** Begins a rebuilding: forgets one that did not end. */
export async function clearRebuilt(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`truncate job_files_rebuilt`)
}

/**
 * Puts the rebuilt files in the place of the served ones, job by job: jobs that the topics no longer tell of
 * keep theirs.
 *
 * @returns the jobs, which are to be summed up again.
 */
export async function swapRebuilt(connection: CommonQueryMethods): Promise<{ jobIds: string[]; files: number }> {
  await connection.query(sql.unsafe`
    delete from job_files where job_id in (select job_id from job_files_rebuilt)`)
  const moved = await connection.query(sql.unsafe`insert into job_files select * from job_files_rebuilt`)
  const jobIds = await connection.anyFirst(sql.type(z.object({ job_id: z.string() }))`
    select distinct job_id from job_files_rebuilt order by job_id`)
  await connection.query(sql.unsafe`truncate job_files_rebuilt`)
  return { jobIds: [...jobIds], files: moved.rowCount }
}
