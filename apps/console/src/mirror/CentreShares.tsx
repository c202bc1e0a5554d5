import type { CentreProfiles } from '../api/generated/openApi.ts'
import { count, share } from '../ui/formatNumber.ts'

/** How much of each data centre's profiles is in real time, adjusted, and in delayed mode. */
export function CentreShares({ centres }: { centres: readonly CentreProfiles[] }) {
  if (centres.length === 0) return null
  return (
    <section class="card">
      <h2>Core profiles held, by data centre</h2>
      <div class="table-scroll">
        <table class="table compact">
          <thead>
            <tr>
              <th scope="col">Data centre</th>
              <th scope="col" class="end">
                Profiles
              </th>
              <th scope="col" class="end" title="R: as the float sent it, tested by machine">
                Real time
              </th>
              <th scope="col" class="end" title="A: adjusted by machine">
                Adjusted
              </th>
              <th scope="col" class="end" title="D: adjusted and looked through by a scientist">
                Delayed mode
              </th>
            </tr>
          </thead>
          <tbody>
            {centres.map(({ data_centre, R, A, D }) => {
              const all = R + A + D
              const cell = (part: number) => (
                <td class="end" title={count(part)}>
                  {share(part, all)}
                </td>
              )
              return (
                <tr key={data_centre}>
                  <th scope="row">{data_centre === '' ? 'not said' : data_centre}</th>
                  <td class="end">{count(all)}</td>
                  {cell(R)}
                  {cell(A)}
                  {cell(D)}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
