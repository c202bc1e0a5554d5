import { useState } from 'preact/hooks'
import { hasEnded, isOver, type Job, retryJob } from '../api/jobs.ts'
import { announce } from '../app/announce.ts'
import { href, listLeft } from '../app/route.ts'
import { TestCounts } from '../quality/TestCounts.tsx'
import { mayDo } from '../session/allowed.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Lasting, Time } from '../ui/Time.tsx'
import { useTitle } from '../ui/useTitle.ts'
import { Warnings } from '../ui/Warnings.tsx'
import { JobDeadLetters } from './JobDeadLetters.tsx'
import { JobErrors } from './JobErrors.tsx'
import { JobMembers } from './JobMembers.tsx'
import { JobNumbers } from './JobNumbers.tsx'
import { StageTrack } from './StageTrack.tsx'
import { useJob } from './useJob.ts'
import { WaitsFor } from './WaitsFor.tsx'

/** One job, live: where it is, what came of it, and what went wrong. */
export function JobPage({ id }: { id: string }) {
  const { job, problem, broken, again } = useJob(id)
  useTitle(job?.original_filename)
  if (problem !== undefined && job === undefined) {
    return (
      <>
        <h1>Job</h1>
        <ProblemNotice problem={problem} retry={again}>
          <p>
            <a href={href(['jobs'])}>All jobs</a>
          </p>
        </ProblemNotice>
      </>
    )
  }
  if (job === undefined) return <p class="loading">Loading the job…</p>
  const isZip = job.file_counts.total > 1 || /\.zip$/i.test(job.original_filename ?? '')
  return (
    <>
      <JobHead job={job} again={again} />
      {broken ? (
        <p class="notice warn" role="status">
          The connection is interrupted. It is made again by itself.
        </p>
      ) : null}
      <WaitsFor job={job} />
      {job.status === 'failed' ? <Failure job={job} /> : null}
      <section class="card" aria-label="Stages">
        {job.status === 'running' ? <Progress value={job.progress_pct} label="Progress of the job" /> : null}
        <StageTrack job={job} />
      </section>
      <JobNumbers job={job} />
      {isZip ? <JobMembers job={job} /> : null}
      <JobErrors
        errors={job.errors}
        failed={job.status === 'failed'}
        filesListed={isZip && job.file_counts.total <= 50}
      />
      <Warnings warnings={job.warnings} />
      {hasEnded(job) && job.status === 'succeeded' ? (
        <section class="card">
          <h2>Flags by test</h2>
          <TestCounts counts={job.test_counts} />
        </section>
      ) : null}
      {mayDo('listDeadLetters') ? <JobDeadLetters id={job.job_id} settled={isOver(job)} refused={job.refused} /> : null}
      <Identifiers job={job} />
    </>
  )
}

function Identifiers({ job }: { job: Job }) {
  return (
    <section class="card">
      <h2>Identifiers</h2>
      <dl class="facts">
        <dt>Job</dt>
        <dd>
          <Copyable text={job.job_id} label="job id" />
        </dd>
        {job.trace_id === null ? null : (
          <>
            <dt>Trace</dt>
            <dd>
              <Copyable text={job.trace_id} label="trace id" />{' '}
              <span class="muted small">from upload to summary, in your tracing system</span>
            </dd>
          </>
        )}
        <dt>Stored as</dt>
        <dd>
          <code>{job.raw_file_path}</code>
        </dd>
      </dl>
    </section>
  )
}

function JobHead({ job, again }: { job: Job; again: () => void }) {
  return (
    <div class="page-head">
      <p class="crumb">
        <a href={listLeft('jobs')}>Jobs</a>
      </p>
      <div class="title-row">
        <h1 class="file-name">{job.original_filename ?? 'Job'}</h1>
        <StatusBadge status={job.refused ? 'refused' : job.status} />
        <span class="title-actions">
          {job.status === 'failed' && mayDo('retryJob') ? <RetryButton job={job} again={again} /> : null}
          {job.status === 'succeeded' && job.dataset_id !== null ? (
            <a class="button primary" href={href(['datasets', job.dataset_id])}>
              <Icon name="data" /> See the dataset
            </a>
          ) : null}
        </span>
      </div>
      <p class="muted">
        Uploaded <Time at={job.created_at} />
        {job.attempt > 1 ? ` · attempt ${job.attempt}` : ''}
        {job.started_at === null ? null : (
          <>
            {' '}
            · {hasEnded(job) ? 'took' : 'for'} <Lasting from={job.started_at} to={job.completed_at} />
          </>
        )}
      </p>
    </div>
  )
}

function RetryButton({ job, again }: { job: Job; again: () => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const retry = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { attempt } = await retryJob(job.job_id)
      announce(`Attempt ${attempt} has begun`)
      again()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button
        type="button"
        class={job.refused ? 'button' : 'button primary'}
        disabled={busy}
        onClick={() => void retry()}
        title="Ingests the file again as it was uploaded"
      >
        <Icon name="retry" /> {busy ? 'Beginning…' : 'Retry'}
      </button>
      {problem === undefined ? null : <ProblemNotice problem={problem} />}
    </>
  )
}

function Failure({ job }: { job: Job }) {
  return (
    <div class={job.refused ? 'notice warn' : 'notice bad'}>
      <Icon name="warning" />
      <div class="preline">
        <p>{job.error_log ?? 'It failed, without saying why.'}</p>
        <p class="small">
          Nothing of this file is in the database.{' '}
          {job.refused
            ? 'The file itself is the reason: upload a mended one. To retry this one changes nothing.'
            : 'Retry takes the file as it was uploaded.'}
        </p>
      </div>
    </div>
  )
}
