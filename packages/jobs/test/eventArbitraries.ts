/**
 * Random events of a few files, for property tests: few values, so that they meet.
 *
 * @module
 */
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { type FileId, type JobId, toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import fc from 'fast-check'
import type { JobEvent } from '../src/JobEvent.ts'

const uuid = (kind: string, n: number) => `${kind.repeat(8)}-0000-7000-8000-${String(n).padStart(12, '0')}`
export const exampleJob = (n: number): JobId => toJobId(uuid('a', n))
export const exampleFile = (n: number): FileId => toFileId(uuid('f', n))
const run = fc.integer({ min: 1, max: 3 }).map((n) => toRunId(`0000000${n}-0000-7000-8000-000000000000`))
const attempt = fc.integer({ min: 1, max: 2 })
const time = fc.integer({ min: 1_000, max: 9_000 })

/** A file of a job; number 0 is the upload, the others are members of it where it is a zip. */
export function exampleStaged(
  job: number,
  file: number,
  members: number,
  change: Partial<FileStaged> = {},
): FileStaged {
  const zip = members > 0
  return {
    job_id: exampleJob(job),
    file_id: exampleFile(file),
    attempt: 1,
    dataset_id: file === 0 ? 7 : null,
    parent_dataset_id: file === 0 ? null : 7,
    dataset_name: null,
    filename: file === 0 ? (zip ? 'all.zip' : 'one.nc') : `${file}.nc`,
    object_key: `raw-uploads/7/${file}`,
    size_bytes: 10,
    sha256: '0'.repeat(64),
    reason: file === 0 ? 'UPLOAD' : 'ARCHIVE_MEMBER',
    archive:
      file === 0
        ? null
        : {
            archive_file_id: exampleFile(0),
            member_path: `in/${file}.nc`,
            member_number: file - 1,
            members_total: members,
          },
    staged_at: 1_000,
    operation_id: null,
    ...change,
  }
}

/** Any event of a job with so many members, of whatever attempt, run and stage. */
export function jobEvent(members: number): fc.Arbitrary<JobEvent> {
  const file = fc.integer({ min: 0, max: members })
  const staged = fc
    .record({ file, attempt, staged_at: time, reason: fc.constantFrom('UPLOAD', 'RETRY', 'REPLAY' as const) })
    .map(({ file, ...change }) => exampleStaged(1, file, members, change))
  const ids = file.map((n) => ({ job_id: exampleJob(1), file_id: exampleFile(n) }))
  const counts = fc.integer({ min: 0, max: 3 })
  const stageTimes = fc.array(
    fc.record({ stage: fc.constantFrom('parser', 'cleaner', 'writer' as const), began_at: time, ended_at: time }),
    { maxLength: 3 },
  )
  return fc.oneof(
    staged.map((value): JobEvent => ({ type: 'FileStaged', value })),
    fc
      .record({
        ids,
        attempt,
        run_id: fc.option(run, { nil: null }),
        stage: fc.constantFrom('parser', 'cleaner', 'writer', 'summarizer' as const),
        state: fc.constantFrom('RUNNING', 'DONE' as const),
        done: counts,
        total: fc.option(counts, { nil: null }),
        at: time,
        report: fc.boolean(),
      })
      .map(({ ids, report, ...value }): JobEvent => {
        const archive =
          report && members > 0 && ids.file_id === exampleFile(0)
            ? { members_total: members, members_staged: members, members_ignored: 1, rejected: [], warnings: [] }
            : null
        return { type: 'StageProgress', value: { ...ids, ...value, archive } }
      }),
    fc.record({ file: staged, run_id: run, profiles_total: counts, written_at: time, stage_times: stageTimes }).map(
      (value): JobEvent => ({
        type: 'DatasetWritten',
        value: {
          ...value,
          dataset_id: 8,
          profiles_ingested: value.profiles_total,
          profiles_superseded: 0,
          rejected: [],
          warnings: [],
          test_counts: [{ test_bit: 6, parameter: 'TEMP', count: value.profiles_total }],
          statistics: {
            ...{ date_range_start: 1, date_range_end: 2, bounding_box: null, float_count: 1, profile_count: 1 },
            ...{ measurement_count: 3, outlier_count: 2, variables: ['PRES'] },
          },
        },
      }),
    ),
    fc.record({ ids, run_id: run, summarized_at: time }).map(
      ({ ids, ...value }): JobEvent => ({
        type: 'DatasetSummarized',
        value: {
          ...ids,
          ...value,
          ...{
            dataset_id: 7,
            summary_text: 'A summary.',
            summary_source: 'template',
            fallback_reason: null,
            model: null,
          },
        },
      }),
    ),
    fc
      .record({
        ids,
        attempt,
        run_id: fc.option(run, { nil: null }),
        stage: fc.constantFrom('parser', 'cleaner', 'writer', 'summarizer', 'gateway'),
        code: fc.constantFrom('STUCK', 'TRUNCATED'),
        reason: fc.constantFrom('It is truncated.', 'It is stuck.'),
        began_at: fc.option(time, { nil: null }),
        at: time,
      })
      .map(({ ids, ...value }): JobEvent => ({ type: 'DeadLetter', value: { ...ids, ...value, filename: null } })),
  )
}
