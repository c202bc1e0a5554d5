import { testBit } from '@floatchat/contracts/qualityTests'
import type { GreyListEntry } from '@floatchat/greylist/GreyList'
import { globalRange, pressureAboveSurface } from './checks/globalRange.ts'
import { greyList, greyListFlag } from './checks/greyList.ts'
import { increasingPressure } from './checks/increasingPressure.ts'
import { physicalBounds } from './checks/physicalBounds.ts'
import { inRegion, regionalRange } from './checks/regionalRange.ts'
import { condemnLevels } from './condemnLevels.ts'
import type { JudgedProfile } from './JudgedProfile.ts'
import { runBgcChecks } from './runBgcChecks.ts'
import { ctdsOf, runCtdChecks } from './runCtdChecks.ts'
import { runNearSurfaceChecks } from './runNearSurfaceChecks.ts'
import { runSensorChecks } from './runSensorChecks.ts'
import type { Steps } from './Steps.ts'
import {
  physicalBounds as bounds,
  globalRanges,
  mediterranean,
  mediterraneanRanges,
  redSea,
  redSeaRanges,
} from './thresholds.ts'
import type { Workspace } from './Workspace.ts'

/**
 * Runs the tests of values in the order of Coriolis: 15, 21, 22, 6, 7, 8, 9, 11, 25, 12, 13, 14, 26, 56, 57, 59, 62,
 * 63. What one flags, a later one may skip. The physical bounds, which are no test of Argo's, come first and influence none.
 *
 * @param greyListed the grey list's entries for the platform
 */
export function* runChecks(judged: JudgedProfile, greyListed: readonly GreyListEntry[], workspace: Workspace): Steps {
  const { profile, levels, parameters } = judged
  for (const { as, values, marks } of parameters) {
    if (as in bounds) physicalBounds(values, levels, bounds[as], marks)
  }
  yield testBit.physicalBounds
  runGreyList(judged, greyListed)
  yield testBit.greyList
  if (judged.isNearSurface) runNearSurfaceChecks(judged)
  runGlobalRange(judged)
  yield testBit.globalRange

  const { latitude, longitude } = profile
  const isRedSea = inRegion(latitude, longitude, redSea)
  const isMediterranean = inRegion(latitude, longitude, mediterranean)
  for (const { as, values, marks } of parameters) {
    if (isRedSea && as in redSeaRanges) regionalRange(values, levels, redSeaRanges[as], marks)
    if (isMediterranean && as in mediterraneanRanges) regionalRange(values, levels, mediterraneanRanges[as], marks)
  }

  yield testBit.regionalRange

  for (const { values, marks } of judged.pressures) increasingPressure(values, levels, judged.isNearSurface, marks)
  condemn(judged, testBit.increasingPressure)
  yield testBit.increasingPressure

  const ctds = ctdsOf(judged)
  yield* runCtdChecks(judged, ctds, workspace, isRedSea || isMediterranean, (bit) => condemn(judged, bit))
  runSensorChecks(judged, ctds)
  yield* runBgcChecks(judged, workspace)
}

function runGreyList(judged: JudgedProfile, entries: readonly GreyListEntry[]): void {
  const { juld } = judged.profile
  if (juld === null || entries.length === 0) return
  for (const { name, values, marks } of judged.parameters) {
    const flag = greyListFlag(entries, name, juld)
    if (flag > 0) greyList(values, judged.levels, flag, marks)
  }
  condemn(judged, testBit.greyList)
}

function runGlobalRange(judged: JudgedProfile): void {
  const { levels, parameters } = judged
  for (const { as, pressure, values, marks } of parameters) {
    if (pressure === undefined || (as !== 'PRES' && as !== 'TEMP' && as !== 'PSAL')) continue
    pressureAboveSurface(pressure.values, values, levels, marks)
  }
  condemn(judged, testBit.globalRange)
  for (const { as, values, marks } of parameters) {
    if (as in globalRanges) globalRange(values, levels, globalRanges[as], marks)
  }
}

/** What the test made of pressure, on every other parameter of the level. */
function condemn(judged: JudgedProfile, bit: number): void {
  for (const pressure of judged.pressures) {
    for (const { as, values, marks } of judged.parameters) {
      if (as !== 'PRES') condemnLevels(pressure.marks, values, judged.levels, bit, marks)
    }
  }
}
