import type { Hit } from '../plots/hitProfilePlot.ts'
import { flagMeanings, testNames } from '../quality/qualityTests.ts'
import { Time } from '../ui/Time.tsx'
import { profileLabel, type Values } from './LoadedProfile.ts'
import { shortUnits } from './variablesOf.ts'

/** What stands under the pointer: the value, its flag, and the tests that it failed. */
export function HitTip({ hit }: { hit: Hit }) {
  const { profile, variable, level, isBest } = hit
  const values = isBest ? variable.best : variable.raw
  const flag = (isBest ? variable.bestQc : variable.qc)[level] ?? ' '
  const pressure = (isBest ? profile.bestPressure : profile.rawPressure)[level]
  const failed = isBest ? testNames(variable.failed?.[level] ?? 0) : []
  const pressureFailed = isBest ? testNames(profile.variables.get('PRES')?.failed?.[level] ?? 0) : []
  const error = isBest && variable.mode !== 'R' ? variable.adjustedError?.[level] : undefined
  return (
    <div class="tip" role="presentation">
      <strong>
        {variable.parameter} {formatAt(values, level)} {shortUnits(variable.units)}
      </strong>
      {error === undefined || Number.isNaN(error) ? '' : ` ± ${format(error)}`}{' '}
      {isBest ? (variable.mode === 'R' ? '' : 'adjusted') : 'raw'}
      <br />
      at {format(pressure)} dbar, level {level}
      <br />
      {profileLabel(profile.profile)}
      {profile.profile.timestamp === null ? null : (
        <>
          , <Time at={profile.profile.timestamp} show="date" />
        </>
      )}
      <br />
      {flag === ' ' ? 'no Argo flag' : `Argo flag ${flag}: ${flagMeanings[flag] ?? 'unknown'}`}
      {failed.length === 0 ? null : <span class="tip-failed">Failed: {failed.join(', ')}</span>}
      {pressureFailed.length === 0 ? null : (
        <span class="tip-failed">Its pressure failed: {pressureFailed.join(', ')}</span>
      )}
    </div>
  )
}

/** The same in a sentence, for who hears it. */
export function hitInWords({ profile, variable, level, isBest }: Hit): string {
  const values = isBest ? variable.best : variable.raw
  const pressure = (isBest ? profile.bestPressure : profile.rawPressure)[level]
  const flag = (isBest ? variable.bestQc : variable.qc)[level] ?? ' '
  const failed = isBest ? testNames(variable.failed?.[level] ?? 0) : []
  return [
    `${variable.parameter} ${formatAt(values, level)} ${shortUnits(variable.units)} at ${format(pressure)} dbar`,
    profileLabel(profile.profile),
    flag === ' ' ? 'no Argo flag' : `Argo flag ${flag}`,
    ...(failed.length === 0 ? [] : [`failed: ${failed.join(', ')}`]),
  ].join('; ')
}

/** Doubles are there because seven digits do not hold them. */
function formatAt(values: Values | undefined, level: number): string {
  const value = values?.[level]
  return values instanceof Float64Array && value !== undefined && !Number.isNaN(value) ? String(value) : format(value)
}

/** Float32 as it was meant: seven digits are all there are. */
export function format(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return 'missing'
  return String(Number(value.toPrecision(7)))
}
