import { wayIn } from '@floatchat/contracts/pipeline'
import type { JobError, ProjectedJob } from '@floatchat/db/jobs/JobRow'
import type { JobSums } from '@floatchat/db/jobs/JobSums'
import type { FileDetail } from '@floatchat/db/jobs/sumJobs'
import type { FileState } from './FileState.ts'
import { fileErrors, memberErrors, sumTestCounts, withLimit } from './jobErrors.ts'
import { archiveStages, fileStages } from './jobStages.ts'

/** Whether the job's upload is a zip: it is named so, or a member of it was heard of. */
export function isArchive({ root, members }: JobSums): boolean {
  const state = stateOf(root)
  return /\.zip$/i.test(root.filename) || members.seen > 0 || state.archive !== null
}

/** The job of a single file: the file's row says it all. */
export function projectFileJob({ root }: JobSums): ProjectedJob {
  const state = stateOf(root)
  const { job_id, attempt, status, stage, progress_pct, profiles_total, profiles_ingested, profiles_rejected } = root
  const ended = status === 'succeeded' || status === 'failed'
  return {
    ...{ job_id, attempt, status, stage, progress_pct, profiles_total, profiles_ingested, profiles_rejected },
    profiles_superseded: root.profiles_superseded,
    outlier_count: root.outlier_count,
    error_log: root.reason,
    errors: fileErrors(root, state),
    warnings: withLimit([...(state.written?.warnings ?? []), ...state.notes.map(({ reason }) => reason)]),
    test_counts: [...(state.written?.test_counts ?? [])],
    stages: fileStages(root, state),
    file_counts: {
      total: 1,
      ended: Number(ended),
      succeeded: Number(status === 'succeeded'),
      failed: Number(status === 'failed'),
    },
    started_at: root.started_at,
    completed_at: ended ? root.ended_at : null,
  }
}

/**
 * The job of a zip. It ends when the zip is expanded (or cannot be) and each member that was stored has
 * ended; it succeeds if any member did.
 *
 * @param details what the members' errors are, read only where the job has ended: a zip has thousands.
 */
export function projectArchiveJob(sums: JobSums, details: readonly FileDetail[]): ProjectedJob {
  const { root, members } = sums
  const state = stateOf(root)
  const { archive, failure } = state
  const ended = archiveEnded(sums)
  const rejected = archive?.rejected.length ?? 0
  const total = archive?.members_total ?? members.members_total ?? members.seen
  const failed = members.failed + rejected
  const status = ended ? (members.succeeded > 0 ? 'succeeded' : 'failed') : begun(sums) ? 'running' : 'pending'
  const share = total === 0 ? 0 : Math.floor((members.progress_sum + 100 * rejected) / total)
  const errors: JobError[] = ended ? memberErrors(state, details) : []
  return {
    job_id: root.job_id,
    attempt: root.attempt,
    status,
    stage: archiveStage(sums, status),
    progress_pct: status === 'succeeded' ? 100 : Math.min(99, share),
    profiles_total: members.profiles_total,
    profiles_ingested: members.profiles_ingested,
    profiles_rejected: members.profiles_rejected,
    profiles_superseded: members.profiles_superseded,
    outlier_count: members.outlier_count,
    error_log: status === 'failed' ? archiveReason(root.filename, total, failure?.reason, errors) : null,
    errors: withLimit(errors, (left) => ({ ...noError, reason: `… and ${left} more.` })),
    warnings: ended ? archiveWarnings(state, details) : [],
    test_counts: ended ? sumTestCounts(details) : [],
    stages: archiveStages(sums, state, total),
    file_counts: { total, ended: members.succeeded + failed, succeeded: members.succeeded, failed },
    started_at: least(root.started_at, members.started_at),
    completed_at: ended ? most(root.ended_at, members.ended_at) : null,
  }
}

export function archiveEnded({ root, members }: JobSums): boolean {
  const { archive, failure } = stateOf(root)
  const ended = members.succeeded + members.failed
  // A zip that is stuck is not waited for, though it said what would come.
  if (archive !== null && failure?.code !== 'STUCK') return ended >= archive.members_staged
  // The report may be lost while every member that the zip names has ended.
  if (failure === null) return members.members_total !== null && ended >= members.members_total
  return ended >= members.seen
}

function begun({ root, members }: JobSums): boolean {
  return root.status !== 'pending' || members.seen > 0
}

function archiveStage({ root, members }: JobSums, status: ProjectedJob['status']): string | null {
  const state = stateOf(root)
  if (status === 'failed') return state.failure?.stage ?? 'parser'
  if (status === 'succeeded') return state.summary === null ? 'summarizer' : null
  if (state.archive === null && state.failure === null) return 'parser'
  return (wayIn.find(({ name }) => (members.at_stage[name] ?? 0) > 0) ?? wayIn.at(-1))?.name ?? null
}

function archiveReason(
  filename: string,
  total: number,
  reason: string | undefined,
  errors: readonly JobError[],
): string {
  if (reason !== undefined) return reason
  if (total === 0) return `'${filename}' holds no NetCDF file: put .nc or .nc4 files into the zip.`
  const lines = errors.slice(0, 20).map((error) => `${error.file ?? filename}: ${error.reason}`)
  const more = errors.length > lines.length ? [`… and ${errors.length - lines.length} more.`] : []
  return [`None of the ${total} NetCDF files in '${filename}' could be ingested.`, ...lines, ...more].join('\n')
}

function archiveWarnings(state: FileState, details: readonly FileDetail[]): string[] {
  const ignored = state.archive?.members_ignored ?? 0
  const own = ignored === 0 ? [] : [`${ignored} files of the zip are not NetCDF by name and were left out.`]
  const ofMembers = details.flatMap((member) => {
    // The gateway wrote them: FileState says their shape.
    const warnings = (member.warnings ?? []) as string[]
    const notes = (member.notes ?? []) as { reason: string }[]
    return [...warnings, ...notes.map(({ reason }) => reason)].map((sentence) => `${member.filename}: ${sentence}`)
  })
  return withLimit([
    ...own,
    ...(state.archive?.warnings ?? []),
    ...state.notes.map(({ reason }) => reason),
    ...ofMembers,
  ])
}

const noError: Omit<JobError, 'reason'> = {
  ...{ file: null, stage: null, code: null, profile_number: null, platform_number: null, cycle_number: null },
}

/** The row's state, which only the gateway writes. */
export function stateOf(row: { readonly state?: unknown }): FileState {
  return row.state as FileState
}

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
const most = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))
