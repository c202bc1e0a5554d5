import { testBit } from '@floatchat/contracts/qualityTests'
import { type Ctd, densityInversion } from './checks/densityInversion.ts'
import { digitRollover } from './checks/digitRollover.ts'
import { gradient } from './checks/gradient.ts'
import { medd } from './checks/medd.ts'
import { medianSpike } from './checks/medianSpike.ts'
import { spike } from './checks/spike.ts'
import { stuckValue } from './checks/stuckValue.ts'
import type { JudgedParameter, JudgedProfile } from './JudgedProfile.ts'
import type { Steps } from './Steps.ts'
import { gradientLimits, nitrateSpike, phSpikeShare, rolloverJumps, spikeLimits } from './thresholds.ts'
import type { Workspace } from './Workspace.ts'

/**
 * Tests 9, 11, 25, 12, 13 and 14: what a value is beside the others of its profile.
 *
 * @param isEnclosedSea the profile is in the Red Sea or the Mediterranean
 * @param condemn puts on every parameter what a test made of pressure
 */
export function* runCtdChecks(
  judged: JudgedProfile,
  ctds: readonly Ctd[],
  workspace: Workspace,
  isEnclosedSea: boolean,
  condemn: (bit: number) => void,
): Steps {
  const { levels, parameters } = judged
  for (const parameter of parameters) runSpike(judged, parameter, isEnclosedSea)
  yield testBit.spike
  for (const parameter of parameters) {
    const { as, pressure, values, marks } = parameter
    if (!(as in gradientLimits) || pressure === undefined) continue
    gradient(values, pressure.values, levels, gradientLimits[as], skipFrom(parameter), pressure.marks, marks)
  }
  yield testBit.gradient
  for (const ctd of ctds) yield* medd(ctd, levels, workspace.medd)
  yield testBit.medd
  for (const { as, values, marks } of parameters) {
    if (as in rolloverJumps) digitRollover(values, levels, rolloverJumps[as], marks)
  }
  yield testBit.digitRollover
  if (judged.isNearSurface) return
  runStuckValue(judged)
  condemn(testBit.stuckValue)
  yield testBit.stuckValue
  for (const ctd of ctds) yield* densityInversion(ctd, levels)
  yield testBit.densityInversion
}

function runSpike(judged: JudgedProfile, parameter: JudgedParameter, isEnclosedSea: boolean): void {
  const { as, pressure, values, marks } = parameter
  if (as === 'PH_IN_SITU_TOTAL') {
    medianSpike(values, judged.levels, 0, phSpikeShare, marks)
  } else if (as === 'NITRATE') {
    const distance = isEnclosedSea ? nitrateSpike.redSeaOrMediterranean : nitrateSpike.anywhere
    medianSpike(values, judged.levels, distance, 0, marks)
  } else if (as in spikeLimits && pressure !== undefined) {
    spike(values, pressure.values, judged.levels, spikeLimits[as], skipFrom(parameter), pressure.marks, marks)
  }
}

/** Adjusted oxygen that is only probably bad is passed over as well: Argo QC manual for dissolved oxygen 2.1. */
const skipFrom = ({ as, isAdjusted }: JudgedParameter): 3 | 4 => (as === 'DOXY' && isAdjusted ? 3 : 4)

/**
 * Not for synthetic profiles, in which a single sample may be spread over many merged levels: Coriolis judges core and
 * B-files only.
 */
function runStuckValue({ profile, levels, parameters }: JudgedProfile): void {
  if (profile.source_kind === 'synthetic') return
  for (const { values, flags, marks } of parameters) stuckValue(values, flags, levels, marks)
}

/** The CTDs that pressure, temperature and salinity of one sensor make; there is mostly one. */
export function ctdsOf({ parameters }: JudgedProfile): Ctd[] {
  const ctds: Ctd[] = []
  for (const temperature of parameters) {
    if (temperature.as !== 'TEMP') continue
    const { pressure, sensor } = temperature
    const salinity = parameters.find((parameter) => parameter.as === 'PSAL' && parameter.sensor === sensor)
    if (pressure === undefined || salinity === undefined) continue
    ctds.push({
      pressure: pressure.values,
      temperature: temperature.values,
      salinity: salinity.values,
      pressureMarks: pressure.marks,
      temperatureMarks: temperature.marks,
      salinityMarks: salinity.marks,
    })
  }
  return ctds
}
