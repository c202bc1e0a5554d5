import { testBit } from '@floatchat/contracts/qualityTests'
import { badCompanion } from './checks/badCompanion.ts'
import { conductivityTemperature } from './checks/conductivityTemperature.ts'
import type { Ctd } from './checks/densityInversion.ts'
import { everyValue } from './checks/everyValue.ts'
import { outsideRange } from './checks/outsideRange.ts'
import type { JudgedParameter, JudgedProfile } from './JudgedProfile.ts'
import { nitrateFitError, phCurrents } from './thresholds.ts'

/** What only oxygen, pH and nitrate have: their values are worked out with those of the CTD, and adjusted later. */
const sensorBits: Readonly<Record<string, number>> = {
  PH_IN_SITU_TOTAL: testBit.ph,
  DOXY: testBit.oxygen,
  NITRATE: testBit.nitrate,
}

/** How bad a value is of which the companion is bad: oxygen manual 2.1, pH manual 1.0, nitrate manual 1.0. */
const companions = [
  ['PRES', 4],
  ['TEMP', 4],
  ['PSAL', 3],
] as const

/** Below the bound 0.003 as the manual has it: at it the fit is bad. */
const goodFit = { min: Number.NEGATIVE_INFINITY, max: belowFloat32(nitrateFitError) }

/**
 * Tests 26, 56, 57 and 59, after those that flag pressure, temperature and salinity. A companion counts where the
 * profile itself has it: pressure always, temperature and salinity in synthetic profiles; a B-file has neither.
 */
export function runSensorChecks(judged: JudgedProfile, ctds: readonly Ctd[]): void {
  const { levels, parameters } = judged
  const cell = parameters.find(({ as }) => as === 'TEMP_CNDC')
  const [ctd] = ctds
  if (cell !== undefined && ctd !== undefined) conductivityTemperature(ctd, cell.values, levels, cell.marks)
  for (const parameter of parameters) {
    const bit = sensorBits[parameter.as]
    if (bit !== undefined) judgeSensor(judged, parameter, bit)
  }
}

function judgeSensor({ levels, parameters }: JudgedProfile, parameter: JudgedParameter, bit: number): void {
  const { as, sensor, isAdjusted, values, marks } = parameter
  if (!isAdjusted) everyValue(values, levels, bit, marks)
  for (const [name, flag] of companions) {
    const companion = parameters.find((one) => one.as === name && one.sensor === 1)
    if (companion !== undefined) badCompanion(companion.marks, values, levels, flag, bit, marks)
  }
  for (const said of parameters) {
    if (said.sensor !== sensor) continue
    if (as === 'PH_IN_SITU_TOTAL' && said.as in phCurrents) {
      outsideRange(said.values, phCurrents[said.as], values, levels, 3, bit, marks)
    } else if (as === 'NITRATE' && said.as === 'FIT_ERROR_NITRATE') {
      outsideRange(said.values, goodFit, values, levels, 4, bit, marks)
    }
  }
}

/** The greatest single-precision number below this one. */
function belowFloat32(value: number): number {
  const bits = new Uint32Array(new Float32Array([value]).buffer)
  bits[0] -= 1
  return new Float32Array(bits.buffer)[0]
}
