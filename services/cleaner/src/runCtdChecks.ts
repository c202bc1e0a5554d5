import { type Ctd, densityInversion } from './checks/densityInversion.ts'
import { digitRollover } from './checks/digitRollover.ts'
import { gradient } from './checks/gradient.ts'
import { medd, meddTemperatureOnly } from './checks/medd.ts'
import { medianSpike } from './checks/medianSpike.ts'
import { spike } from './checks/spike.ts'
import { stuckValue } from './checks/stuckValue.ts'
import type { JudgedParameter, JudgedProfile } from './JudgedProfile.ts'
import { checkBit } from './qualityChecks.ts'
import { gradientLimits, nitrateSpike, phSpikeShare, rolloverJumps, spikeLimits } from './thresholds.ts'
import type { Workspace } from './Workspace.ts'

/**
 * Tests 9, 11, 25, 12, 13 and 14: what a value is beside the others of its profile.
 *
 * @param isEnclosedSea the profile is in the Red Sea or the Mediterranean
 * @param condemn puts on every parameter what a test made of pressure
 */
export function runCtdChecks(
  judged: JudgedProfile,
  workspace: Workspace,
  isEnclosedSea: boolean,
  condemn: (bit: number) => void,
): void {
  const { levels, parameters } = judged
  for (const parameter of parameters) runSpike(judged, parameter, isEnclosedSea)
  for (const parameter of parameters) {
    const { as, pressure, values, marks } = parameter
    if (!(as in gradientLimits) || pressure === undefined) continue
    gradient(values, pressure.values, levels, gradientLimits[as], skipFrom(parameter), pressure.marks, marks)
  }
  runMedd(judged, workspace)
  for (const { as, values, marks } of parameters) {
    if (as in rolloverJumps) digitRollover(values, levels, rolloverJumps[as], marks)
  }
  if (judged.isNearSurface) return
  for (const { values, marks } of parameters) stuckValue(values, levels, marks)
  condemn(checkBit.stuckValue)
  for (const temperature of parameters) {
    const ctd = ctdOf(judged, temperature)
    if (ctd !== undefined) densityInversion(ctd, levels)
  }
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

function runMedd(judged: JudgedProfile, workspace: Workspace): void {
  for (const temperature of judged.parameters) {
    const ctd = ctdOf(judged, temperature)
    if (ctd !== undefined) {
      medd(ctd, judged.levels, workspace.medd)
      continue
    }
    const { as, pressure, values, marks } = temperature
    const { latitude } = judged.profile
    if (as !== 'TEMP' || pressure === undefined || latitude === null) continue
    meddTemperatureOnly(pressure.values, values, judged.levels, latitude, pressure.marks, marks, workspace.medd)
  }
}

/** The three of a CTD, by its temperature; undefined where it is not a CTD's temperature, or one of the three is missing. */
function ctdOf(judged: JudgedProfile, temperature: JudgedParameter): Ctd | undefined {
  if (temperature.as !== 'TEMP') return undefined
  const { pressure } = temperature
  const name = `PSAL${temperature.name.slice('TEMP'.length)}`
  const salinity = judged.parameters.find((parameter) => parameter.name === name)
  if (pressure === undefined || salinity === undefined) return undefined
  return {
    pressure: pressure.values,
    temperature: temperature.values,
    salinity: salinity.values,
    pressureMarks: pressure.marks,
    temperatureMarks: temperature.marks,
    salinityMarks: salinity.marks,
  }
}
