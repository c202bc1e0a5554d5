import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'

/** Begins a rebuilding: forgets one that did not end. */
export async function clearRebuilt(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`delete from job_files_rebuilt`)
}

/** Leaves of what was rebuilt the files of these jobs only. */
export async function keepRebuilt(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<void> {
  const kept = sql.array([...jobIds], 'uuid')
  await connection.query(sql.unsafe`
    delete from job_files_rebuilt where job_id not in (select unnest(${kept}))`)
}

export interface RebuiltCounts {
  readonly jobs: number
  readonly files: number
  /** Jobs of which a file is not as it is served. */
  readonly changed: number
}

/** How much was rebuilt, and what would change. */
export function countRebuilt(connection: CommonQueryMethods): Promise<RebuiltCounts> {
  return connection.one(sql.type(z.object({ jobs: int8, files: int8, changed: int8 }))`
    select count(distinct rebuilt.job_id) as jobs, count(*) as files,
      count(distinct rebuilt.job_id) filter (where served.state is distinct from rebuilt.state) as changed
    from job_files_rebuilt as rebuilt left join job_files as served using (job_id, file_id)`)
}

/**
 * Puts the rebuilt files in the place of the served ones, job by job: other jobs keep theirs.
 *
 * @returns the jobs, which are to be summed up again.
 */
export async function swapRebuilt(connection: CommonQueryMethods): Promise<string[]> {
  await connection.query(sql.unsafe`
    delete from job_files where job_id in (select job_id from job_files_rebuilt)`)
  await connection.query(sql.unsafe`insert into job_files select * from job_files_rebuilt`)
  const jobIds = await connection.anyFirst(sql.type(z.object({ job_id: z.string() }))`
    select distinct job_id from job_files_rebuilt order by job_id`)
  await clearRebuilt(connection)
  return [...jobIds]
}
