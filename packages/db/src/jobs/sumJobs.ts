import { type CommonQueryMethods, type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import { type JobSums, jobSums } from './JobSums.ts'

/**
 * The jobs summed up over their files: the uploaded file's row, and what the members of the zip come to,
 * where it is one. A job whose upload has not been heard of yet is left out.
 */
export async function sumJobs(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<JobSums[]> {
  const rows = await connection.any(sql.type(jobSums)`
    select root.job_id,
      to_jsonb(root) || jsonb_build_object('started_at', ${ms(sql.fragment`root.started_at`)}, 'ended_at', ${ms(sql.fragment`root.ended_at`)}) as root,
      members.sums as members
    from job_files as root
    cross join lateral (
      select jsonb_build_object(
        'seen', count(*),
        'succeeded', count(*) filter (where status = 'succeeded'),
        'failed', count(*) filter (where status = 'failed'),
        'progress_sum', coalesce(sum(case when status in ('succeeded', 'failed') then 100 else progress_pct end), 0),
        'profiles_total', sum(profiles_total),
        'profiles_ingested', coalesce(sum(profiles_ingested), 0),
        'profiles_rejected', coalesce(sum(profiles_rejected), 0),
        'profiles_superseded', coalesce(sum(profiles_superseded), 0),
        'outlier_count', coalesce(sum(outlier_count), 0),
        'started_at', ${ms(sql.fragment`min(started_at)`)},
        'ended_at', ${ms(sql.fragment`max(ended_at)`)},
        'members_total', max(members_total),
        'newest_run', max(run_id),
        'at_stage', jsonb_build_object(
          'parser', count(*) filter (where stage = 'parser' and status in ('pending', 'running')),
          'cleaner', count(*) filter (where stage = 'cleaner' and status in ('pending', 'running')),
          'writer', count(*) filter (where stage = 'writer' and status in ('pending', 'running')),
          'summarizer', count(*) filter (where stage = 'summarizer' and status = 'succeeded')),
        'failed_at', jsonb_build_object(
          'parser', count(*) filter (where stage = 'parser' and status = 'failed'),
          'cleaner', count(*) filter (where stage = 'cleaner' and status = 'failed'),
          'writer', count(*) filter (where stage = 'writer' and status = 'failed')),
        'stage_times', jsonb_build_object(
          'parser', ${timesAt('parser')}, 'cleaner', ${timesAt('cleaner')}, 'writer', ${timesAt('writer')})
      ) as sums
      from job_files as member
      -- Never its state: that is packed, and each look into it costs what all of these sums do.
      where member.job_id = root.job_id and not member.is_root and member.attempt = root.attempt
    ) as members
    where root.job_id = any(${sql.array([...jobIds], 'uuid')}) and root.is_root`)
  return [...rows]
}

const detail = z.object({
  job_id: z.string(),
  filename: z.string(),
  stage: z.string().nullable(),
  reason: z.string().nullable(),
  code: z.string().nullable(),
  rejected: z.unknown(),
  warnings: z.unknown(),
  notes: z.unknown(),
  test_counts: z.unknown(),
})
export type FileDetail = z.output<typeof detail>

/** What went wrong with the members of the jobs' zips, and what their tests found, in the order of the zip. */
export async function readMemberDetails(
  connection: CommonQueryMethods,
  jobIds: readonly string[],
): Promise<FileDetail[]> {
  if (jobIds.length === 0) return []
  const rows = await connection.any(sql.type(detail)`
    select member.job_id, member.filename, member.stage, member.reason,
      told.failure ->> 'code' as code,
      told.written -> 'rejected' as rejected,
      told.written -> 'warnings' as warnings,
      told.notes,
      told.written -> 'test_counts' as test_counts
    from job_files as member
    -- Unpacked once.
    cross join lateral jsonb_to_record(member.state) as told (failure jsonb, written jsonb, notes jsonb)
    join job_files as root on root.job_id = member.job_id and root.is_root and root.attempt = member.attempt
    where member.job_id = any(${sql.array([...jobIds], 'uuid')}) and not member.is_root
    order by member.member_number, member.file_id`)
  return [...rows]
}

/** When a stage began with the first of the members, and when it was through with the last. */
const timesAt = (stage: 'parser' | 'cleaner' | 'writer') => sql.fragment`jsonb_build_object(
  'began_at', min((stage_times #>> array[${stage}, 'began_at'])::bigint),
  'ended_at', max((stage_times #>> array[${stage}, 'ended_at'])::bigint))`

/** A timestamptz as milliseconds since 1970-01-01T00:00Z. */
const ms = (time: FragmentSqlToken) => sql.fragment`(extract(epoch from ${time}) * 1000)::bigint`
