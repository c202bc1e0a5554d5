import { useEffect, useState } from 'preact/hooks'
import { hasEnded, type Job, listJobs } from '../api/jobs.ts'
import { go, href, route } from '../app/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Pager } from '../ui/Pager.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Lasting, Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { outcomeOfJob } from '../upload/outcomeOf.ts'

const limit = 20
const statuses = ['', 'pending', 'running', 'succeeded', 'failed'] as const

/** All jobs, newest first. The address holds the filter and the page. */
export function JobsPage() {
  const { query } = route.value
  const status = query.get('status') ?? ''
  const text = query.get('text') ?? ''
  const offset = Math.max(0, Number(query.get('offset') ?? 0)) || 0
  const [moving, setMoving] = useState(true)
  const { data, problem, reload } = useResource(
    `jobs ${status} ${text} ${offset}`,
    (signal) => listJobs({ status: status || undefined, text, limit, offset }, signal),
    { pollMs: moving ? 1500 : 5000 },
  )
  const underWay = data?.jobs.some((job) => !hasEnded(job)) ?? true
  useEffect(() => setMoving(underWay), [underWay])
  const filter = (change: Record<string, string>): void =>
    go(href(['jobs'], { status, text, ...change }), { replace: true })

  return (
    <>
      <div class="page-head">
        <h1>Jobs</h1>
        <p class="muted">One for each upload. This list keeps itself up to date.</p>
      </div>
      <div class="toolbar">
        <fieldset class="chips">
          <legend class="visually-hidden">Status</legend>
          {statuses.map((value) => (
            <label key={value}>
              <input type="radio" name="status" checked={status === value} onChange={() => filter({ status: value })} />
              <span>{value === '' ? 'all' : value}</span>
            </label>
          ))}
        </fieldset>
        <SearchField label="File name contains" value={text} onChange={(next) => filter({ text: next })} />
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {data === undefined ? (
        problem === undefined ? (
          <p class="loading">Loading…</p>
        ) : null
      ) : data.jobs.length === 0 ? (
        <NoJobs filtered={status !== '' || text !== ''} beyond={data.total > 0} />
      ) : (
        <>
          <JobTable jobs={data.jobs} />
          <Pager
            what="jobs"
            total={data.total}
            limit={limit}
            offset={offset}
            to={(next) => href(['jobs'], { status, text, offset: next })}
          />
        </>
      )}
    </>
  )
}

function NoJobs({ filtered, beyond }: { filtered: boolean; beyond: boolean }) {
  if (beyond)
    return (
      <EmptyState icon="jobs" title="There are no more jobs">
        <a href={href(['jobs'])}>To the newest</a>
      </EmptyState>
    )
  if (filtered)
    return (
      <EmptyState icon="search" title="No job matches">
        <a href={href(['jobs'])}>Show all jobs</a>
      </EmptyState>
    )
  return (
    <EmptyState icon="upload" title="No jobs yet">
      <a href={href(['upload'])}>Upload a file</a>, and its job shows here.
    </EmptyState>
  )
}

function JobTable({ jobs }: { jobs: readonly Job[] }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <caption class="visually-hidden">Jobs, newest first</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Status</th>
            <th scope="col">What came of it</th>
            <th scope="col">Uploaded</th>
            <th scope="col" class="end">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.job_id}>
              <th scope="row" class="file-name">
                <a href={href(['jobs', job.job_id])}>{job.original_filename ?? job.job_id}</a>
                {job.attempt > 1 ? <span class="muted small"> attempt {job.attempt}</span> : null}
              </th>
              <td>
                <StatusBadge status={job.status} />
                {job.status === 'running' ? (
                  <Progress value={job.progress_pct} label={`Progress of ${job.original_filename}`} />
                ) : null}
              </td>
              <td class="clamp" title={outcomeOfJob(job)}>
                {outcomeOfJob(job)}
              </td>
              <td data-label="Uploaded">
                <Time at={job.created_at} />
              </td>
              <td class="end" data-label="Took">
                <Lasting from={job.started_at} to={job.completed_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
