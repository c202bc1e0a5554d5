import { useEffect, useRef, useState } from 'preact/hooks'
import type { JobList } from '../api/generated/openApi.ts'
import { hasEnded, type Job, listJobs } from '../api/jobs.ts'
import { href } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count } from '../ui/formatNumber.ts'
import { ListSpan } from '../ui/ListSpan.tsx'
import { type ListAddress, listAddress } from '../ui/listAddress.ts'
import { Pager } from '../ui/Pager.tsx'
import { Progress } from '../ui/Progress.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { SortHeader } from '../ui/SortHeader.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Lasting, Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { outcomeOfJob } from '../upload/outcomeOf.ts'

const states = ['', 'pending', 'running', 'succeeded', 'failed', 'refused'] as const

/** All jobs. The address holds the filter, the order and the page. */
export function JobsPage() {
  const list = listAddress('jobs')
  const { limit, offset, sort, order, time } = list
  const [state, text] = [list.get('status'), list.get('text')]
  const status = state === 'refused' ? 'failed' : state
  const refused = status === 'failed' ? state === 'refused' : undefined
  const query = { status, refused, text, time, sort, order, limit, offset }
  const [moving, setMoving] = useState(true)
  const { data, problem, reload } = useResource(`jobs ${JSON.stringify(query)}`, (signal) => listJobs(query, signal), {
    pollMs: moving ? 1500 : 5000,
  })
  const underWay = data?.jobs.some((job) => !hasEnded(job)) ?? true
  useEffect(() => setMoving(underWay), [underWay])
  const last = useRef<JobList['counts']>(undefined)
  if (data !== undefined) last.current = data.counts
  return (
    <>
      <div class="page-head">
        <h1>Jobs</h1>
        <p class="muted">
          One for each upload. Refused are files that are no Argo profiles or are damaged: nothing here is broken.
        </p>
      </div>
      <div class="toolbar">
        <fieldset class="chips">
          <legend class="visually-hidden">Status</legend>
          {states.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="status"
                checked={state === value}
                onChange={() => list.change({ status: value })}
              />
              <span>
                {value === '' ? 'all' : value}
                <StateCount counts={last.current} state={value} />
              </span>
            </label>
          ))}
        </fieldset>
        <SearchField label="File name contains" value={text} onChange={(next) => list.change({ text: next })} />
        <ListSpan list={list} what="Uploaded" />
      </div>
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : data.total === 0 ? (
        <NoJobs filtered={state !== '' || text !== '' || time !== undefined} />
      ) : (
        <>
          {data.jobs.length === 0 ? null : <JobTable jobs={data.jobs} list={list} />}
          <Pager what="jobs" total={data.total} limit={limit} offset={offset} to={list.page} />
        </>
      )}
    </>
  )
}

function StateCount({ counts, state }: { counts: JobList['counts'] | undefined; state: (typeof states)[number] }) {
  if (counts === undefined) return null
  const sum = Object.values(counts).reduce((total, one) => total + one, 0)
  return <small> {count(state === '' ? sum : counts[state])}</small>
}

function NoJobs({ filtered }: { filtered: boolean }) {
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

function JobTable({ jobs, list }: { jobs: readonly Job[]; list: ListAddress }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <caption class="visually-hidden">Jobs</caption>
        <thead>
          <tr>
            <SortHeader list={list} by="filename" label="File" />
            <th scope="col">Status</th>
            <th scope="col">What came of it</th>
            <SortHeader list={list} by="created" label="Uploaded" isDefault />
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
                <StatusBadge status={job.refused ? 'refused' : job.status} />
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
