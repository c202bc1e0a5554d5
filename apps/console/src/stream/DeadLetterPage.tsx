import { useState } from 'preact/hooks'
import type { ReadDeadLetterAnswer } from '../api/generated/openApi.ts'
import { type DeadLetter, readDeadLetter } from '../api/stream.ts'
import { href, listLeft } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { ActionDialog } from './ActionDialog.tsx'
import type { DeadLetterAction } from './DeadLetterAction.ts'
import { Headers } from './Headers.tsx'
import { RecordView } from './RecordView.tsx'
import { useJobsOf, WhatCameOfIt } from './WhatCameOfIt.tsx'

/** Everything there is to see of one dead letter, and what can be done about it. */
export function DeadLetterPage({ id }: { id: string }) {
  const { data, problem, reload } = useResource(`letter ${id}`, (signal) => readDeadLetter(id, signal))
  const [action, setAction] = useState<DeadLetterAction>()
  return (
    <>
      <div class="page-head">
        <p class="crumb">
          <a href={listLeft('stream')}>Pipeline</a>
        </p>
        <div class="title-row">
          <h1>Dead letter {id}</h1>
          {data === undefined ? null : <StatusBadge status={data.letter.status} />}
          {data?.letter.status === 'open' ? (
            <span class="title-actions">
              <button
                type="button"
                class={data.letter.permanent ? 'button' : 'button primary'}
                onClick={() => setAction('redrive')}
              >
                <Icon name="retry" /> Redrive…
              </button>
              <button type="button" class="button" onClick={() => setAction('discard')}>
                <Icon name="trash" /> Discard…
              </button>
            </span>
          ) : null}
        </div>
      </div>
      <Awaited resource={{ data, problem, reload }}>Reading it from its topic…</Awaited>
      {data === undefined ? null : <Shown shown={data} />}
      {action === undefined ? null : (
        <ActionDialog
          kind={action}
          filter={{ ids: [id] }}
          what="this letter"
          onClose={(done) => {
            setAction(undefined)
            if (done) reload()
          }}
        />
      )}
    </>
  )
}

function Shown({ shown }: { shown: ReadDeadLetterAnswer }) {
  const { letter, headers, record, undecodable, firstBytes } = shown
  return (
    <>
      <div class="notice bad">
        <Icon name="warning" />
        <div>
          <p class="preline">{letter.reason}</p>
          <p class="small">
            <code>{letter.reason_code}</code> ·{' '}
            {letter.permanent
              ? 'the record itself is bad: to redrive it helps only after a change'
              : 'may pass by itself'}
          </p>
        </div>
      </div>
      <Facts letter={letter} />
      <section class="card">
        <h2>Record</h2>
        {record === null ? (
          <Undecodable why={undecodable} bytes={firstBytes} />
        ) : (
          <RecordView type={record.type} value={record.value} />
        )}
      </section>
      {headers === null ? null : <Headers headers={headers} />}
    </>
  )
}

function Facts({ letter }: { letter: DeadLetter }) {
  const jobs = useJobsOf([letter])
  return (
    <section class="card">
      <h2>Where it comes from</h2>
      <dl class="facts">
        <dt>Stage</dt>
        <dd>{letter.stage}</dd>
        <dt>When</dt>
        <dd>
          <Time at={letter.happened_at} />
        </dd>
        <dt>File</dt>
        <dd>
          {letter.filename ?? '–'}
          {letter.attempt === null ? '' : `, attempt ${letter.attempt}`}
        </dd>
        {letter.job_id === null ? null : (
          <>
            <dt>Job</dt>
            <dd>
              <a href={href(['jobs', letter.job_id])}>{letter.job_id}</a>
            </dd>
          </>
        )}
        <dt>Record</dt>
        <dd>
          <Copyable
            text={`${letter.original_topic}/${letter.original_partition}/${letter.original_offset}`}
            label="topic, partition and offset"
          />
        </dd>
        <dt>Redrives</dt>
        <dd>{letter.redrives === 0 ? 'none so far' : `${letter.redrives}, and it failed again`}</dd>
        {letter.handled_at === null ? null : (
          <>
            <dt>{letter.status === 'discarded' ? 'Discarded' : 'Redriven'}</dt>
            <dd>
              <Time at={letter.handled_at} /> by {letter.handled_by}
              {letter.handled_reason === null ? '' : `: ${letter.handled_reason}`}
              <WhatCameOfIt letter={letter} jobs={jobs} />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Undecodable({ why, bytes }: { why: string | null; bytes: string | null }) {
  return (
    <>
      <p>{why ?? 'It cannot be read.'}</p>
      {bytes === null ? null : (
        <>
          <p class="muted small">Its first bytes, in hexadecimal:</p>
          <pre class="code">{bytes.replaceAll(/(..)/g, '$1 ').trim()}</pre>
        </>
      )}
    </>
  )
}
