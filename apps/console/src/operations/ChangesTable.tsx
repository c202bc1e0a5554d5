import { useState } from 'preact/hooks'
import type { OperationChanges } from '../api/generated/openApi.ts'
import { listChanges } from '../api/operations.ts'
import { href } from '../app/route.ts'
import { count } from '../ui/formatNumber.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Turner } from '../ui/Turner.tsx'
import { useResource } from '../ui/useResource.ts'

const limit = 100

/** What an operation changed in what is shown, by float, parameter and quality test. */
export function ChangesTable({ id, ended }: { id: string; ended: number }) {
  const [offset, setOffset] = useState(0)
  const load = (signal: AbortSignal) => listChanges(id, { limit, offset }, signal)
  const { data, problem, reload } = useResource(`changes ${id} ${ended} ${offset}`, load)
  return (
    <section class="card">
      <h2>What changed</h2>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {data === undefined ? (
        <p class="loading">Loading…</p>
      ) : data.total === 0 ? (
        <p class="muted">Nothing that is shown has changed{ended === 0 ? ' so far' : ''}.</p>
      ) : (
        <>
          <div class="table-scroll">
            <table class="table compact">
              <thead>
                <tr>
                  <th scope="col">Float</th>
                  <th scope="col">What</th>
                  <th scope="col" class="end">
                    In profiles
                  </th>
                  <th scope="col" class="end" title="Shown now and not before; for a test, levels that fail it now">
                    Added
                  </th>
                  <th scope="col" class="end" title="Shown before and not now; for a test, levels that pass it now">
                    Gone
                  </th>
                  <th scope="col" class="end">
                    Changed
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.changes.map((change) => (
                  <tr key={`${change.platform_number} ${change.parameter} ${change.test_bit}`}>
                    <th scope="row">
                      <a href={href(['floats', change.platform_number])}>{change.platform_number}</a>
                    </th>
                    <td>{whatOf(change)}</td>
                    <td class="end">{count(change.profiles)}</td>
                    <td class="end">{count(change.added)}</td>
                    <td class="end">{count(change.gone)}</td>
                    <td class="end">{count(change.changed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Turner what="changes" {...{ total: data.total, limit, offset, setOffset }} />
        </>
      )}
    </section>
  )
}

function whatOf({ parameter, test_bit, test }: OperationChanges['changes'][number]): string {
  if (parameter === null && test_bit === null) return 'profiles'
  if (test_bit === null) return `values of ${parameter}`
  const name = test ?? `bit ${test_bit}`
  return parameter === null ? `${name} (date or position)` : `${parameter}: ${name}`
}
