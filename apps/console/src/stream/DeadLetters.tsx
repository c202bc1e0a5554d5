import { useEffect, useState } from 'preact/hooks'
import { type DeadLetter, type DeadLetterFilter, listDeadLetters } from '../api/stream.ts'
import { href, route } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { Pager } from '../ui/Pager.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { ActionDialog } from './ActionDialog.tsx'
import type { DeadLetterAction } from './DeadLetterAction.ts'
import { DeadLetterFilters } from './DeadLetterFilters.tsx'
import { Reasons } from './Reasons.tsx'
import { readFilter, statusOf } from './readFilter.ts'
import { useJobsOf, WhatCameOfIt } from './WhatCameOfIt.tsx'

const limit = 25
const aboutRefused =
  'Files that this system will never take, whoever uploads them: no Argo profiles, or damaged. Nothing is to be mended here.'
const aboutLetters =
  'Records that a stage could not handle, kept with their bytes and the reason. When the cause is mended, redrive them.'

/** Dead letters by filter; redrive and discard for some, for what the filter means, or for all. */
export function DeadLetters() {
  const { query } = route.value
  const { filter, status } = readFilter(query)
  const offset = Math.max(0, Number(query.get('offset') ?? 0)) || 0
  const key = `letters ${JSON.stringify(filter)} ${status} ${offset}`
  const load = (signal: AbortSignal) => listDeadLetters({ ...filter, status: statusOf(status), limit, offset }, signal)
  const { data, problem, reload } = useResource(key, load, { pollMs: 5000 })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [action, setAction] = useState<{ kind: DeadLetterAction; filter: DeadLetterFilter; what: string }>()
  // Another filter means other letters.
  useEffect(() => setPicked(new Set()), [key])

  const filtered = Object.keys(filter).some((name) => name !== 'refused')
  const open = data?.dead_letters.filter((letter) => letter.status === 'open') ?? []
  const canAct = (status === 'open' || status === 'refused') && (data?.total ?? 0) > 0
  const ask = (kind: DeadLetterAction): void => {
    const all = { filter, what: filtered || status === 'refused' ? 'all that the filter means' : 'all open ones' }
    const some = { filter: { ids: [...picked] }, what: `the ${picked.size} that you picked` }
    setAction({ kind, ...(picked.size > 0 ? some : all) })
  }
  const target =
    picked.size > 0 ? `${picked.size} picked` : `all ${count(data?.total ?? 0)}${filtered ? ' of this filter' : ''}`

  return (
    <section class="card" aria-labelledby="letters-title">
      <h2 id="letters-title">Dead letters</h2>
      <p class="muted">{status === 'refused' ? aboutRefused : aboutLetters}</p>
      <DeadLetterFilters filter={filter} status={status} />
      {canAct ? <Actions target={target} canRedrive={status !== 'refused'} onAsk={ask} /> : null}
      {/* Below the buttons: what is read after the list must not move them from under the pointer. */}
      <Reasons filter={filter} status={status} fresh={data} />
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : data.total === 0 ? (
        <NoLetters all={!filtered && status === 'open'} />
      ) : (
        <>
          {data.dead_letters.length === 0 ? null : (
            <LetterTable
              letters={data.dead_letters}
              refused={status === 'refused'}
              open={open}
              picked={picked}
              onPick={setPicked}
            />
          )}
          <Pager
            what="dead letters"
            total={data.total}
            limit={limit}
            offset={offset}
            to={(next) =>
              href(['stream'], { ...addressOf(filter), status: status === 'open' ? undefined : status, offset: next })
            }
          />
        </>
      )}
      {action === undefined ? null : (
        <ActionDialog
          {...action}
          onClose={(done) => {
            setAction(undefined)
            if (done) {
              setPicked(new Set())
              reload()
            }
          }}
        />
      )}
    </section>
  )
}

const addressOf = ({ ids: _, refused: __, ...rest }: DeadLetterFilter): Record<string, string | undefined> => rest

interface ActionsProps {
  /** Which letters, in words. */
  readonly target: string
  readonly canRedrive: boolean
  readonly onAsk: (kind: DeadLetterAction) => void
}

function Actions({ target, canRedrive, onAsk }: ActionsProps) {
  return (
    <div class="button-row">
      {canRedrive ? (
        <button type="button" class="button" onClick={() => onAsk('redrive')}>
          <Icon name="retry" /> Redrive {target}…
        </button>
      ) : null}
      <button type="button" class="button" onClick={() => onAsk('discard')}>
        <Icon name="trash" /> Discard {target}…
      </button>
    </div>
  )
}

/** @param all whether all open ones were asked for, not some by a filter. */
function NoLetters({ all }: { all: boolean }) {
  return (
    <EmptyState icon="check" title={all ? 'No open dead letters' : 'No dead letter matches'}>
      {all ? 'Every record was handled, or has been dealt with.' : <a href={href(['stream'])}>Show all open ones</a>}
    </EmptyState>
  )
}

interface LetterTableProps {
  /** Whether they are of files that are never taken, of which none waits for anybody. */
  readonly refused: boolean
  readonly letters: readonly DeadLetter[]
  readonly open: readonly DeadLetter[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (ids: ReadonlySet<string>) => void
}

function LetterTable({ letters, refused, open, picked, onPick }: LetterTableProps) {
  const toggle = (id: string): void => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    onPick(next)
  }
  const jobs = useJobsOf(letters)
  const allPicked = open.length > 0 && open.every(({ id }) => picked.has(id))
  return (
    <div class="table-scroll">
      <table class="table stack">
        <caption class="visually-hidden">Dead letters, newest first</caption>
        <thead>
          <tr>
            <th scope="col">
              {open.length === 0 ? null : (
                <input
                  type="checkbox"
                  aria-label="Pick all on this page"
                  checked={allPicked}
                  onChange={() => onPick(allPicked ? new Set() : new Set(open.map(({ id }) => id)))}
                />
              )}
            </th>
            <th scope="col">Letter</th>
            <th scope="col">Why</th>
            <th scope="col">File</th>
            <th scope="col">When</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <LetterRow
              key={letter.id}
              letter={letter}
              refused={refused}
              picked={picked.has(letter.id)}
              onToggle={() => toggle(letter.id)}
              jobs={jobs}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LetterRowProps {
  readonly letter: DeadLetter
  readonly refused: boolean
  readonly picked: boolean
  readonly onToggle: () => void
  readonly jobs: ReturnType<typeof useJobsOf>
}

function LetterRow({ letter, refused, picked, onToggle, jobs }: LetterRowProps) {
  return (
    <tr>
      <td>
        {letter.status === 'open' ? (
          <input type="checkbox" aria-label={`Pick ${letter.id}`} checked={picked} onChange={onToggle} />
        ) : null}
      </td>
      <th scope="row">
        <a class="nowrap" href={href(['stream', 'dead-letters', letter.id])}>
          {letter.id}
        </a>
      </th>
      <td>
        {letter.reason} <code class="small">{letter.reason_code}</code>
        {letter.redrives > 0 ? (
          <span class="muted small block">
            failed again after {letter.redrives === 1 ? 'a redrive' : `${letter.redrives} redrives`}
          </span>
        ) : null}
      </td>
      <td class="file-name" data-label="File">
        {letter.job_id === null ? (
          letter.filename
        ) : (
          <a href={href(['jobs', letter.job_id])}>{letter.filename ?? 'job'}</a>
        )}
      </td>
      <td data-label="When">
        <Time at={letter.happened_at} />
      </td>
      <td>
        <StatusBadge status={refused && letter.status === 'open' ? 'refused' : letter.status} />
        <WhatCameOfIt letter={letter} jobs={jobs} />
      </td>
    </tr>
  )
}
