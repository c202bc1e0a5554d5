import { useId } from 'preact/hooks'
import type { DeadLetterFilter } from '../api/stream.ts'
import { go, href } from '../app/route.ts'
import { stages } from '../app/stages.ts'
import { SearchField } from '../ui/SearchField.tsx'
import { type LetterStatus, letterStatuses } from './readFilter.ts'

/** The filter stands in the address, so that what is seen can be shared. */
export function DeadLetterFilters({ filter, status }: { filter: DeadLetterFilter; status: LetterStatus }) {
  const id = useId()
  const { stage, job, reason, since } = filter
  const change = (next: Record<string, string | undefined>): void => {
    const all = { stage, job, reason, since, status, ...next }
    go(href(['stream'], { ...all, status: all.status === 'open' ? undefined : all.status }), { replace: true })
  }
  return (
    <div class="toolbar">
      <fieldset class="chips">
        <legend class="visually-hidden">Status</legend>
        {letterStatuses.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="letter-status"
              checked={status === value}
              onChange={() => change({ status: value })}
            />
            <span>{value === 'refused' ? 'files never taken' : value}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-stage`}>Stage</label>
        <select
          id={`${id}-stage`}
          class="input"
          value={stage ?? ''}
          onChange={({ currentTarget }) => change({ stage: currentTarget.value })}
        >
          <option value="">any</option>
          {stages.value.map(({ stage: name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <SearchField label="Reason or its code" value={reason ?? ''} onChange={(text) => change({ reason: text })} />
      <div class="field">
        <label for={`${id}-since`}>Since (UTC)</label>
        <input
          id={`${id}-since`}
          class="input"
          type="datetime-local"
          value={since?.slice(0, 16) ?? ''}
          onChange={({ currentTarget }) =>
            change({ since: currentTarget.value === '' ? undefined : `${currentTarget.value}:00Z` })
          }
        />
      </div>
      {job === undefined ? null : (
        <button type="button" class="button small" onClick={() => change({ job: undefined })}>
          Only job {job.slice(0, 8)}… ✕<span class="visually-hidden">: show all jobs</span>
        </button>
      )}
    </div>
  )
}
