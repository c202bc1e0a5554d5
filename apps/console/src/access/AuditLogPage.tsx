import { listAudit } from '../api/access.ts'
import type { AuditEntry } from '../api/generated/openApi.ts'
import { go, href, route } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'

const limit = 50
const filters = ['who', 'action', 'target', 'result', 'before'] as const
const results = ['begun', 'done', 'refused', 'failed'] as const

/** Who changed what, and when; the newest first. The address holds the filter and where the page begins. */
export function AuditLogPage() {
  const { query } = route.value
  const said = Object.fromEntries(filters.map((name) => [name, query.get(name) ?? '']))
  const { before = '', ...filter } = said
  const change = (part: Record<string, string>) => go(href(['audit'], { ...filter, ...part }), { replace: true })
  const load = (signal: AbortSignal) =>
    listAudit({ ...filter, limit, ...(/^\d+$/.test(before) ? { before: Number(before) } : {}) }, signal)
  const { data, problem, reload } = useResource(`audit ${JSON.stringify(said)}`, load, {
    pollMs: before === '' ? 10_000 : undefined,
  })
  const oldest = data?.at(-1)?.audit_id
  return (
    <>
      <div class="page-head">
        <h1>Audit log</h1>
        <p class="muted">Who changed what, over HTTP and by command. What was only read is not here.</p>
      </div>
      <div class="toolbar">
        <SearchField label="Who" value={said.who ?? ''} onChange={(who) => change({ who })} />
        <SearchField label="Action" value={said.action ?? ''} onChange={(action) => change({ action })} />
        <SearchField label="Done to" value={said.target ?? ''} onChange={(target) => change({ target })} />
        <label class="field-inline">
          Result
          <select
            class="input"
            value={said.result}
            onChange={({ currentTarget }) => change({ result: currentTarget.value })}
          >
            <option value="">any</option>
            {results.map((result) => (
              <option key={result}>{result}</option>
            ))}
          </select>
        </label>
      </div>
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : data.length === 0 ? (
        <EmptyState icon="search" title="No entry matches">
          <a href={href(['audit'])}>Show all entries</a>
        </EmptyState>
      ) : (
        <EntryTable entries={data} />
      )}
      <nav class="pager" aria-label="Pages of the audit log">
        {before === '' ? null : <a href={href(['audit'], filter)}>The newest entries</a>}
        {data?.length === limit ? <a href={href(['audit'], { ...filter, before: oldest })}>Older entries</a> : null}
      </nav>
    </>
  )
}

function EntryTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Done to</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.audit_id}>
              <th scope="row">
                <Time at={entry.at} />
              </th>
              <td data-label="Who" class="break">
                {entry.who}
                <span class="muted small block">
                  {entry.role === null ? '' : `${entry.role}, `}
                  {entry.way === 'http' ? 'over HTTP' : 'by command'}
                </span>
              </td>
              <td data-label="What" class="break">
                <code>{entry.action}</code>
                <Detail detail={entry.detail} />
              </td>
              <td data-label="Done to" class="break">
                {entry.target ?? ''}
              </td>
              <td>
                <StatusBadge status={entry.result} />
                <span class="small block break">{entry.reason ?? ''}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What was asked for, in so many words; digests and ids stand in the record that they are of. */
function Detail({ detail }: { detail: unknown }) {
  if (typeof detail !== 'object' || detail === null) return null
  const words = Object.entries(detail)
    .filter(([name, value]) => value !== null && value !== undefined && !name.endsWith('sha256'))
    .map(
      ([name, value]) => `${name.replaceAll('_', ' ')}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    )
  if (words.length === 0) return null
  return <span class="muted small block break">{words.join(' · ').slice(0, 200)}</span>
}
