import type { JobError, ProjectedJob } from '@floatchat/db/jobs/JobRow'
import type { FileDetail } from '@floatchat/db/jobs/sumJobs'
import type { FileState, WrittenFile } from './FileState.ts'

// A job is read as a whole, again and again while it is followed.
const listed = 1_000

/** The first of them, and where there are more a last one that says how many. */
export function withLimit<T>(list: readonly T[], rest?: (left: number) => T): T[] {
  if (list.length <= listed) return [...list]
  const left = list.length - listed
  const last = rest === undefined ? [`… and ${left} more.` as T] : [rest(left)]
  return [...list.slice(0, listed), ...last]
}

/** What went wrong with one file: the file as a whole, or single profiles of it. */
export function fileErrors(row: { readonly status: string; readonly filename: string }, state: FileState): JobError[] {
  const failures: JobError[] =
    row.status === 'failed' && state.failure !== null ? [fileError(row.filename, state.failure)] : []
  return withLimit([...failures, ...profileErrors(row.filename, state.written?.rejected ?? [])], (left) => ({
    ...fileError(row.filename, { stage: null, code: null, reason: `… and ${left} more.` }),
  }))
}

/** What went wrong with a zip, its members and their profiles, in the order of the zip. */
export function memberErrors(state: FileState, details: readonly FileDetail[]): JobError[] {
  return [
    ...(state.failure === null ? [] : [fileError(null, state.failure)]),
    ...(state.archive?.rejected ?? []).map(({ member_path, reason }) =>
      fileError(member_path, { stage: 'parser', code: null, reason }),
    ),
    ...details.flatMap((member) => [
      ...(member.reason === null
        ? []
        : [fileError(member.filename, { stage: member.stage, code: member.code, reason: member.reason })]),
      // The gateway wrote it: WrittenFile says its shape.
      ...profileErrors(member.filename, (member.rejected ?? []) as WrittenFile['rejected']),
    ]),
  ]
}

/** Failed values by test and parameter over all members. */
export function sumTestCounts(details: readonly FileDetail[]): ProjectedJob['test_counts'] {
  const sums = new Map<string, ProjectedJob['test_counts'][number]>()
  for (const member of details) {
    for (const counted of (member.test_counts ?? []) as WrittenFile['test_counts']) {
      const key = `${String(counted.test_bit).padStart(3)} ${counted.parameter}`
      sums.set(key, { ...counted, count: counted.count + (sums.get(key)?.count ?? 0) })
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

function fileError(
  file: string | null,
  { stage, code, reason }: { stage: string | null; code: string | null; reason: string },
): JobError {
  return { file, stage, code, profile_number: null, platform_number: null, cycle_number: null, reason }
}

function profileErrors(file: string, rejected: WrittenFile['rejected']): JobError[] {
  return rejected.map((profile) => ({ file, stage: null, code: null, ...profile }))
}
