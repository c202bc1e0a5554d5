import { href } from '../app/route.ts'
import { byteSize } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { Progress } from '../ui/Progress.tsx'
import { outcomeOf } from './outcomeOf.ts'
import type { QueuedFile } from './QueuedFile.ts'
import { removeEntries, retryEntry, sendAgain, stopSending } from './uploadQueue.ts'
import { kindOf, mayRetry, type Step } from './uploadStep.ts'
import { waySteps } from './waySteps.ts'

/** A file on its way: bytes sent, then each stage, and at the end what came of it or why nothing did. */
export function UploadRow({ entry }: { entry: QueuedFile }) {
  const step = entry.shown.value
  const kind = kindOf(step)
  const slash = entry.path.lastIndexOf('/') + 1
  return (
    <li class={`upload-row ${kind}`}>
      <div class="upload-name">
        <Icon name={kind === 'done' ? 'check' : kind === 'problem' ? 'warning' : 'file'} />
        <span class="file-name" title={entry.path}>
          <span class="muted">{entry.path.slice(0, slash)}</span>
          {entry.path.slice(slash)}
        </span>
        <span class="muted nowrap">{byteSize(entry.sizeBytes)}</span>
        {entry.datasetName === undefined ? null : (
          <a class="small nowrap" href={href(['datasets'], { name: entry.datasetName })}>
            {entry.datasetName}
          </a>
        )}
      </div>
      <Way step={step} sizeBytes={entry.sizeBytes} name={entry.path} />
      <p class="upload-outcome">{outcomeOf(step, entry.sizeBytes)}</p>
      <div class="upload-actions">
        <Actions entry={entry} step={step} />
      </div>
    </li>
  )
}

function Way({ step, sizeBytes, name }: { step: Step; sizeBytes: number; name: string }) {
  if (step.at === 'refused') return <span />
  return (
    <ol class="way" aria-label={`Way of ${name}`}>
      {waySteps(step, sizeBytes).map(({ label, state, percent }) => (
        <li key={label} class={state} title={`${label}: ${state}`}>
          <span>
            {label}
            <span class="visually-hidden">: {state}</span>
          </span>
          {state === 'running' ? <Progress value={percent} label={`${label} of ${name}`} /> : null}
        </li>
      ))}
    </ol>
  )
}

function Actions({ entry, step }: { entry: QueuedFile; step: Step }) {
  const of = <span class="visually-hidden"> {entry.path}</span>
  if (step.at === 'sent') {
    const datasetId = step.job?.status === 'succeeded' ? step.job.dataset_id : null
    return (
      <>
        {mayRetry(step) ? (
          <button type="button" class="button small" onClick={() => void retryEntry(entry)}>
            <Icon name="retry" /> Retry{of}
          </button>
        ) : null}
        {datasetId === null ? null : (
          <a class="button small" href={href(['datasets', datasetId])}>
            Dataset{of}
          </a>
        )}
        <a class="button small quiet" href={href(['jobs', step.jobId])}>
          Job{of}
        </a>
      </>
    )
  }
  if (step.at === 'refused' || step.at === 'unsent' || step.at === 'held') {
    return (
      <>
        {step.at === 'held' ? (
          <a class="button small" href={href(['datasets', step.datasetId])}>
            Dataset{of}
          </a>
        ) : null}
        {step.at !== 'refused' && entry.file !== undefined ? (
          <button type="button" class="button small" onClick={() => sendAgain(entry)}>
            <Icon name="retry" /> {step.at === 'held' ? 'Send all the same' : 'Send'}
            {of}
          </button>
        ) : null}
        <button type="button" class="button small quiet" onClick={() => removeEntries(new Set([entry]))}>
          Remove{of}
        </button>
      </>
    )
  }
  return (
    <button type="button" class="button small quiet" onClick={() => stopSending([entry])}>
      <Icon name="stop" /> Stop{of}
    </button>
  )
}
