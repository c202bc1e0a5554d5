import { testBit } from '@floatchat/contracts/qualityTests'
import { everyValue } from './checks/everyValue.ts'
import { atTheSurface, inTheAir } from './checks/mixedAirWater.ts'
import type { JudgedParameter, JudgedProfile } from './JudgedProfile.ts'
import { nearTheSurface, inTheAir as rule } from './thresholds.ts'

/**
 * Tests 21 and 22, of near-surface profiles. Floats by Teledyne and Sea-Bird have a CTD of their own for the surface, and
 * 21 is not for them. Of oxygen 21 judges the SBE63 only, and no profile file names the sensor: raw oxygen is probably
 * bad by test 57 whatever it is, adjusted oxygen is left as it is. A float of another make is not judged by 22, as at
 * Coriolis.
 */
export function runNearSurfaceChecks(judged: JudgedProfile): void {
  const { profile, levels, parameters } = judged
  const isOfTeledyneOrSeaBird = /^\s*(APEX|NAVIS)/i.test(profile.platform_type)
  if (!isOfTeledyneOrSeaBird && !/\bpumped\b/i.test(profile.vertical_sampling_scheme)) {
    for (const { as, values, marks } of parameters) {
      if (as === 'PSAL') everyValue(values, levels, testBit.unpumpedSalinity, marks)
    }
  }
  if (isOfTeledyneOrSeaBird) runAtTheSurface(judged)
  else if (/^\s*(ARVOR|PROVOR)/i.test(profile.platform_type)) {
    const isDiscrete = /discrete/i.test(profile.vertical_sampling_scheme)
    const downTo = isDiscrete ? rule.discrete : rule.averaged
    for (const parameter of parameters) {
      const { as, pressure } = parameter
      if ((as === 'TEMP' || as === 'TEMP_DOXY') && pressure !== undefined) {
        inTheAir(pressure.values, parameter, levels, downTo)
      }
    }
  }
}

/** Those that send by Argos give no salinity up there, and 22 does not ask for it. */
function runAtTheSurface({ profile, levels, parameters }: JudgedProfile): void {
  const isArgos = /^\s*APEX/i.test(profile.platform_type) && /^\s*ARGOS/i.test(profile.positioning_system)
  for (const temperature of parameters) {
    const { as, sensor, pressure } = temperature
    if (as !== 'TEMP' || pressure === undefined) continue
    const salinity = parameters.find((one) => one.as === 'PSAL' && one.sensor === sensor)
    if (!isArgos && salinity === undefined) continue
    const others: JudgedParameter[] = isArgos || salinity === undefined ? [temperature] : [temperature, salinity]
    atTheSurface(pressure, others, levels, isArgos ? nearTheSurface.step.argos : nearTheSurface.step.other)
  }
}
