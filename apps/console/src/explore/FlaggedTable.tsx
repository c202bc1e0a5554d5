import { useMemo } from 'preact/hooks'
import { testName, testNames } from '../quality/qualityTests.ts'
import { count, counted } from '../ui/formatNumber.ts'
import { countByTest, flaggedValues } from './flaggedValues.ts'
import { format } from './HitTip.tsx'
import { type LoadedProfile, profileLabel } from './LoadedProfile.ts'
import { shortUnits } from './variablesOf.ts'

const listedAtMost = 100

/** The crosses of the plots in words. */
export function FlaggedTable({
  profiles,
  picked,
}: {
  profiles: readonly LoadedProfile[]
  picked: ReadonlySet<number>
}) {
  const meant = useMemo(
    () => (picked.size === 0 ? profiles : profiles.filter(({ profile }) => picked.has(profile.profile_id))),
    [profiles, picked],
  )
  const { listed, total } = useMemo(() => flaggedValues(meant, listedAtMost), [meant])
  const counts = useMemo(() => countByTest(meant), [meant])
  const whose =
    picked.size === 0
      ? `${counted(meant.length, 'profile')} shown`
      : picked.size === 1
        ? 'picked profile'
        : `${counted(meant.length, 'picked profile')}`
  if (total === 0) return <p class="muted">No value of the {whose} failed a test.</p>
  return (
    <details class="flagged">
      <summary>
        {counted(total, 'flagged value')} in the {whose}:{' '}
        {[...counts].map(([bit, times]) => `${testName(bit)} ${count(times)}`).join(' · ')}
      </summary>
      <div class="table-scroll">
        <table class="table compact">
          <thead>
            <tr>
              <th scope="col">Profile</th>
              <th scope="col" class="end">
                Pressure (dbar)
              </th>
              <th scope="col">Parameter</th>
              <th scope="col" class="end">
                Value
              </th>
              <th scope="col">Failed tests</th>
            </tr>
          </thead>
          <tbody>
            {listed.map(({ profile, parameter, units, level, pressure, value, bits }) => (
              <tr key={`${profile.profile.profile_id} ${parameter} ${level}`}>
                <th scope="row" class="nowrap">
                  {profileLabel(profile.profile)}
                </th>
                <td class="end">{format(pressure)}</td>
                <td>
                  <code>{parameter}</code>
                </td>
                <td class="end nowrap">
                  {format(value)} {shortUnits(units)}
                </td>
                <td>{testNames(bits).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > listed.length ? (
        <p class="muted small">The first {count(listed.length)} are listed; the CSV has all.</p>
      ) : null}
    </details>
  )
}
