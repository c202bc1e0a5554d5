import type { JobSums } from '@floatchat/db/jobs/JobSums'
import { readMemberDetails, sumJobs } from '@floatchat/db/jobs/sumJobs'
import { restoreJobs, type StagedJob, writeJobs } from '@floatchat/db/jobs/writeJobs'
import type { Transaction } from '@floatchat/db/Transaction'
import { archiveEnded, isArchive, projectArchiveJob, projectFileJob, stateOf } from '@floatchat/jobs/projectJob'
import { fillArchive } from './fillArchive.ts'

/**
 * Sums the jobs up over their files again. A zip that is through gets statistics, and an event for its summary.
 *
 * @param isQuiet whether zips whose members were only read again get them too.
 * @returns whether such an event was put into the outbox.
 */
export async function refreshJobs(
  transaction: Transaction,
  jobIds: readonly string[],
  isQuiet = false,
): Promise<boolean> {
  const jobs = await sumJobs(transaction, jobIds)
  const archives = jobs.filter(isArchive)
  const ended = archives.filter(archiveEnded)
  const details = Map.groupBy(
    await readMemberDetails(
      transaction,
      ended.map(({ job_id }) => job_id),
    ),
    ({ job_id }) => job_id,
  )
  const archiveIds = new Set(archives.map(({ job_id }) => job_id))
  const projected = jobs.map((sums) =>
    archiveIds.has(sums.job_id) ? projectArchiveJob(sums, details.get(sums.job_id) ?? []) : projectFileJob(sums),
  )
  if ((await writeJobs(transaction, projected)) < projected.length) {
    await restoreJobs(transaction, jobs.flatMap(stagedJob))
    await writeJobs(transaction, projected)
  }
  let enqueued = false
  for (const sums of ended) {
    const job = projected.find(({ job_id }) => job_id === sums.job_id)
    if (job?.status === 'succeeded') enqueued = (await fillArchive(transaction, sums, job, isQuiet)) || enqueued
  }
  return enqueued
}

/** The job as its upload was stored, where that has been heard of. */
function stagedJob({ root }: JobSums): StagedJob[] {
  const { file } = stateOf(root)
  if (file === null) return []
  const { job_id, file_id } = root
  const { dataset_id, filename, object_key, staged_at } = file
  return [
    { job_id, file_id, dataset_id, original_filename: filename, raw_file_path: object_key, created_at: staged_at },
  ]
}
