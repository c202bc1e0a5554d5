import { useState } from 'preact/hooks'
import type { Operation } from '../api/generated/openApi.ts'
import { changeOperation, type OperationCommand, readOperation } from '../api/operations.ts'
import { announce } from '../app/announce.ts'
import { href, listLeft } from '../app/route.ts'
import { mayDo } from '../session/allowed.ts'
import { AwaitedPage } from '../ui/AwaitedPage.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Numbers } from '../ui/Numbers.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useGuarded } from '../ui/useGuarded.ts'
import { useResource } from '../ui/useResource.ts'
import { ChangesTable } from './ChangesTable.tsx'
import { OperationProgress } from './OperationProgress.tsx'
import { chosenInWords } from './reprocessChoice.ts'
import { UnfinishedFiles } from './UnfinishedFiles.tsx'

/** One operation: how far it is, what it changed in what is shown, and the files that did not come through. */
export function OperationPage({ id }: { id: string }) {
  const [moving, setMoving] = useState(true)
  const { data, problem, reload } = useResource(
    `operation ${id}`,
    async (signal) => {
      const operation = await readOperation(id, signal)
      setMoving(operation.state === 'running' || operation.files.sent > 0)
      return operation
    },
    { pollMs: moving ? 1500 : 10_000 },
  )
  if (data === undefined) {
    return (
      <AwaitedPage
        resource={{ problem, reload }}
        title="Operation"
        list={{ href: href(['operations']), name: 'All operations' }}
      >
        Loading the operation…
      </AwaitedPage>
    )
  }
  const { files } = data
  const ended = files.total - files.waiting - files.sent
  return (
    <>
      <OperationHead operation={data} again={reload} />
      <section class="card" aria-label="Progress">
        <OperationProgress operation={data} />
        <Numbers
          items={[
            { label: 'files', value: files.total },
            { label: 'read again', value: files.succeeded },
            { label: 'under way', value: files.sent },
            { label: 'waiting', value: files.waiting },
            ...(files.failed > 0 ? [{ label: 'failed', value: files.failed, tone: 'bad' as const }] : []),
            ...(files.missing > 0
              ? [{ label: 'missing', value: files.missing, note: 'not in the bucket any more', tone: 'bad' as const }]
              : []),
            ...(files.withdrawn > 0 ? [{ label: 'withdrawn', value: files.withdrawn, note: 'before their turn' }] : []),
          ]}
        />
      </section>
      <ChangesTable id={id} ended={ended} />
      {files.total === files.succeeded ? null : <UnfinishedFiles id={id} ended={ended} />}
    </>
  )
}

function OperationHead({ operation, again }: { operation: Operation; again: () => void }) {
  const { operation_id: id, request, state, requested_by, requested_at, because, changed_by, changed_at } = operation
  return (
    <div class="page-head">
      <p class="crumb">
        <a href={listLeft('operations')}>Operations</a>
      </p>
      <div class="title-row">
        <h1>Reprocess: {chosenInWords(request)}</h1>
        <StatusBadge status={state} />
        <span class="title-actions">
          <Commands operation={operation} again={again} />
        </span>
      </div>
      <p class="muted">
        Asked for by {requested_by}, <Time at={requested_at} />
        {because === null ? '' : `: ${because}`}
        {changed_by === null ? null : (
          <>
            {' '}
            · last changed by {changed_by}, <Time at={changed_at} />
          </>
        )}
      </p>
      <Copyable text={id} label="operation id" />
    </div>
  )
}

const commands: readonly { command: OperationCommand; label: string; title: string; states: readonly string[] }[] = [
  { command: 'pause', label: 'Pause', title: 'Begins no further file; those under way go on', states: ['running'] },
  { command: 'resume', label: 'Resume', title: 'Goes on where it was', states: ['paused'] },
  { command: 'stop', label: 'Stop', title: 'Lets go of the files that wait', states: ['running', 'paused'] },
]

function Commands({ operation, again }: { operation: Operation; again: () => void }) {
  const { busy, problem, guarded } = useGuarded()
  const run = (command: OperationCommand): Promise<void> =>
    guarded(async () => {
      const { state } = await changeOperation(operation.operation_id, command)
      announce(`The operation is ${state}`)
      again()
    })
  return (
    <>
      {commands
        .filter(({ command, states }) => states.includes(operation.state) && mayDo(`${command}Operation`))
        .map(({ command, label, title }) => (
          <button
            key={command}
            type="button"
            class={command === 'stop' ? 'button danger' : 'button'}
            title={title}
            disabled={busy}
            onClick={() => void run(command)}
          >
            {label}
          </button>
        ))}
      {problem === undefined ? null : (
        <span class="field-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
