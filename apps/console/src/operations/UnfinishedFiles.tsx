import { useState } from 'preact/hooks'
import { listUnfinished } from '../api/operations.ts'
import { href } from '../app/route.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Turner } from '../ui/Turner.tsx'
import { useResource } from '../ui/useResource.ts'

const limit = 50

/** Files of an operation that have not succeeded, and why. */
export function UnfinishedFiles({ id, ended }: { id: string; ended: number }) {
  const [offset, setOffset] = useState(0)
  const load = (signal: AbortSignal) => listUnfinished(id, { limit, offset }, signal)
  const { data, problem, reload } = useResource(`unfinished ${id} ${ended} ${offset}`, load)
  if (data?.total === 0) return null
  return (
    <section class="card">
      <h2>Files that have not been read again</h2>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {data === undefined ? (
        <p class="loading">Loading…</p>
      ) : (
        <>
          <div class="table-scroll">
            <table class="table compact">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">State</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {data.files.map(({ dataset_id, filename, state, reason }) => (
                  <tr key={dataset_id}>
                    <th scope="row" class="file-name">
                      <a href={href(['datasets', dataset_id])}>{filename ?? `Dataset ${dataset_id}`}</a>
                    </th>
                    <td>
                      <StatusBadge status={state} />
                    </td>
                    <td>{reason ?? ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Turner what="files" {...{ total: data.total, limit, offset, setOffset }} />
        </>
      )}
    </section>
  )
}
