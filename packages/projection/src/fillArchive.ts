import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { datasetsWritten } from '@floatchat/contracts/topics'
import { boundingPolygon } from '@floatchat/db/boundingPolygon'
import {
  countFloats,
  markArchiveStale,
  readArchiveFilled,
  readMemberStatistics,
  storeArchiveDataset,
} from '@floatchat/db/datasets/archiveDatasets'
import type { ProjectedJob } from '@floatchat/db/jobs/JobRow'
import type { JobSums } from '@floatchat/db/jobs/JobSums'
import { enqueue } from '@floatchat/db/outbox/enqueue'
import type { Transaction } from '@floatchat/db/Transaction'
import { stateOf } from '@floatchat/jobs/projectJob'
import { unionStatistics } from '@floatchat/jobs/unionStatistics'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'

/**
 * Fills the dataset of a zip that is through from its members, and tells the summarizer of it, which
 * otherwise would know of single members only. Done once for one outcome of the members; where they were only read again,
 * which goes on member by member, it is noted and left to `fillStaleArchives`.
 *
 * @param isQuiet whether the reading again is over.
 * @returns whether there was something to do.
 */
export async function fillArchive(
  transaction: Transaction,
  { root, members }: JobSums,
  job: ProjectedJob,
  isQuiet: boolean,
): Promise<boolean> {
  const { job_id, attempt } = root
  const filled = `${attempt} ${members.newest_run} ${members.succeeded}`
  const before = await readArchiveFilled(transaction, job_id)
  const { file } = stateOf(root)
  if (before === undefined || before.dataset_id === null || before.archive_filled === filled || file === null) {
    return false
  }
  if (!isQuiet && isReadAgain(before.archive_filled, filled)) {
    await markArchiveStale(transaction, job_id)
    return false
  }
  const { dataset_id } = before
  const statistics = unionStatistics(
    await readMemberStatistics(transaction, job_id, attempt),
    await countFloats(transaction, dataset_id),
  )
  const event: DatasetWritten = {
    file: { ...file, job_id: toJobId(job_id), file_id: toFileId(root.file_id), attempt },
    run_id: newRunId(),
    dataset_id,
    statistics,
    profiles_total: job.profiles_total ?? 0,
    profiles_ingested: job.profiles_ingested,
    profiles_superseded: job.profiles_superseded,
    rejected: [],
    warnings: [],
    test_counts: job.test_counts,
    written_at: Date.now(),
    stage_times: [],
  }
  const polygon = statistics.bounding_box === null ? null : boundingPolygon(statistics.bounding_box)
  const { test_counts } = job
  await storeArchiveDataset(transaction, { job_id, dataset_id, filled, statistics, test_counts, polygon, event })
  const traceparent =
    before.trace_id === null ? undefined : traceparentOf({ ...continueTrace(undefined), traceId: before.trace_id })
  await enqueue(transaction, [
    { topic: datasetsWritten.name, record_type: 'DatasetWritten', record: event, traceparent, job_id },
  ])
  return true
}

/** The same attempt and as many members that succeeded: only the runs are newer. */
function isReadAgain(before: string | null, now: string): boolean {
  const withoutRun = (filled: string) => filled.split(' ').toSpliced(1, 1).join(' ')
  return before !== null && withoutRun(before) === withoutRun(now)
}
