import type { TestCount } from '../api/jobs.ts'
import { count } from '../ui/formatNumber.ts'
import { qualityTests, testName } from './qualityTests.ts'

/** How many values each test flagged, by parameter; the longest bar is the most frequent. */
export function TestCounts({ counts }: { counts: readonly TestCount[] }) {
  if (counts.length === 0) return <p class="muted">No value failed a test.</p>
  const sorted = [...counts].sort((a, b) => b.count - a.count)
  const most = sorted[0]?.count ?? 1
  return (
    <div class="table-scroll">
      <table class="table compact">
        <caption class="visually-hidden">Flagged values by test and parameter</caption>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Parameter</th>
            <th scope="col" class="end">
              Values
            </th>
            <td class="bar-column" />
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ test_bit, parameter, count: failed }) => (
            <tr key={`${test_bit} ${parameter}`}>
              <th scope="row">
                {testName(test_bit)}
                <span class="muted small block">{qualityTests.get(test_bit)?.meaning}</span>
              </th>
              <td>
                <code>{parameter}</code>
              </td>
              <td class="end">{count(failed)}</td>
              <td>
                <meter class="bar" aria-label={`${failed} of at most ${most}`} min={0} max={most} value={failed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
