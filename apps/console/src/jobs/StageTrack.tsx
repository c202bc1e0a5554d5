import type { Job, JobStage } from '../api/jobs.ts'
import { stageNamed } from '../app/stages.ts'
import { count } from '../ui/formatNumber.ts'
import { utcClock } from '../ui/formatTime.ts'
import { Icon } from '../ui/Icon.tsx'
import { Lasting, Time } from '../ui/Time.tsx'

const signs = { pending: 'clock', running: 'running', done: 'check', failed: 'cross' } as const

/** The stages of a job side by side, each with what it has done and when. */
export function StageTrack({ job }: { job: Job }) {
  const unit = job.file_counts.total > 1 ? 'files' : 'profiles'
  return (
    <ol class="stage-track">
      {job.stages.map((stage) => (
        <Stage key={stage.stage} stage={stage} unit={stage.stage === 'summarizer' ? undefined : unit} />
      ))}
    </ol>
  )
}

function Stage({ stage, unit }: { stage: JobStage; unit: string | undefined }) {
  const { label, does } = stageNamed(stage.stage)?.step ?? { label: stage.stage, does: '' }
  return (
    <li class={stage.state}>
      <span class="stage-title">
        <Icon name={signs[stage.state]} /> {label}
        <span class="visually-hidden">: {stage.state}</span>
      </span>
      <span class="muted small">{does}</span>
      {unit === undefined || stage.state === 'pending' ? null : (
        <span class="nowrap">
          {count(stage.done)}
          {stage.total === null ? '' : ` of ${count(stage.total)}`} {unit}
        </span>
      )}
      <StageTimes stage={stage} />
    </li>
  )
}

/** From when to when it was at work, to the second, and for how long. */
function StageTimes({ stage: { state, started_at: from, ended_at: to } }: { stage: JobStage }) {
  if (from === null && to === null) return null
  return (
    <span class="small stage-times">
      {from === null ? (
        'until'
      ) : to === null ? (
        <Time at={from} show="clock" />
      ) : (
        <time dateTime={from}>{utcClock(from)}</time>
      )}
      {to === null ? null : (
        <>
          {' – '}
          <Time at={to} show="clock" />
        </>
      )}
      {from === null || state === 'pending' ? null : (
        <span class="muted">
          {' '}
          · <Lasting from={from} to={to} />
        </span>
      )}
    </span>
  )
}
