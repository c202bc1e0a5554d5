import type { MirrorRun } from '../api/generated/openApi.ts'
import { byteSize, count, counted } from '../ui/formatNumber.ts'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Lasting, Time } from '../ui/Time.tsx'
import { countsInWords } from './runWords.ts'

/** The passages over a source, the newest first. */
export function MirrorRuns({ runs }: { runs: readonly MirrorRun[] }) {
  if (runs.length === 0) return <p class="muted">It has not run yet.</p>
  return (
    <div class="table-scroll">
      <table class="table compact stack">
        <caption>Runs</caption>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">Status</th>
            <th scope="col">Took</th>
            <th scope="col">Files</th>
            <th scope="col" class="end">
              Fetched
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run_id}>
              <th scope="row">
                <Time at={run.started_at} />
              </th>
              <td>
                <StatusBadge status={run.status} />
              </td>
              <td data-label="Took">
                <Lasting from={run.started_at} to={run.ended_at} />
              </td>
              <td data-label="Files">
                {countsInWords(run.counts)
                  .map(({ words, files }) => `${count(files)} ${words}`)
                  .join(' · ')}
                <Problems run={run} />
              </td>
              <td class="end" data-label="Fetched">
                {byteSize(run.counts.bytes ?? 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Problems({ run: { error, problems, counts } }: { run: MirrorRun }) {
  const all = Math.max(counts.problems ?? 0, problems.length)
  return (
    <>
      {error === null ? null : <p class="bad-text">{error}</p>}
      {all === 0 ? null : (
        <details>
          <summary>{counted(all, 'problem')}</summary>
          <ul class="plain-list small">
            {problems.map(({ path, problem }) => (
              <li key={path}>
                <code>{path}</code>: {problem}
              </li>
            ))}
            {all > problems.length ? <li>and {count(all - problems.length)} more</li> : null}
          </ul>
        </details>
      )}
    </>
  )
}
