import { testBit } from '@floatchat/contracts/qualityTests'
import type { Mission, MissionJudge, MissionValues, MissionVerdict } from '@floatchat/db/neighbours/MissionProfile'
import { deepestPossible, deepestPressure } from './deepestPressure.ts'
import { deepFlag, deepLevels } from './deepFloat.ts'
import { parkingHook } from './parkingHook.ts'
import { deepFrom } from './thresholds.ts'

type Values = ReadonlyMap<string, MissionValues>

/** Gathers what tests give to the values of a profile; flags only rise. */
class Findings {
  readonly #values: Values
  readonly #found = new Map<string, { failed: number[]; flags: number[] }>()

  constructor(values: Values) {
    this.#values = values
  }

  /** @param bit undefined for a 2, which fails nothing */
  raise(parameter: string, levels: readonly number[], flag: 2 | 3 | 4, bit?: number): void {
    const values = this.#values.get(parameter)?.values ?? []
    for (const level of levels) {
      if (typeof values[level] !== 'number') continue
      const { failed, flags } = this.#of(parameter, values.length)
      flags[level] = Math.max(flags[level] ?? 1, flag)
      if (bit !== undefined) failed[level] = (failed[level] ?? 0) | (1 << bit)
    }
  }

  verdicts(): MissionVerdict[] {
    return [...this.#found].map(([parameter, { failed, flags }]) => {
      const values = this.#values.get(parameter)?.values ?? []
      const text = flags.map((flag, level) => (typeof values[level] === 'number' ? String(flag) : ' ')).join('')
      return { parameter, failedTests: failed, flags: text }
    })
  }

  #of(parameter: string, levels: number) {
    const found = this.#found.get(parameter) ?? {
      failed: new Array<number>(levels).fill(0),
      flags: new Array<number>(levels).fill(1),
    }
    this.#found.set(parameter, found)
    return found
  }
}

/**
 * Tests 19, 23 and the parking hook of 62 over one profile, by the mission of its float. A second sensor of a kind is
 * judged like the first, by its own pressure where it has one.
 */
export function judgeMission(mission: Mission, direction: 'A' | 'D', values: Values): readonly MissionVerdict[] {
  const found = new Findings(values)
  if (mission.profile_pressure !== null) judgeDeepest(values, mission.profile_pressure, found)
  if (mission.deep_ctd !== null) judgeDeep(values, mission.deep_ctd, found)
  if (mission.park_pressure !== null && direction === 'A') judgeHook(values, mission.park_pressure, found)
  return found.verdicts()
}

function judgeDeepest(values: Values, profilePressure: number, found: Findings): void {
  for (const [name, { values: pressure }] of values) {
    if (!isPressure.test(name)) continue
    const levels = deepestPressure(pressure, profilePressure)
    if (levels.length === 0) continue
    for (const parameter of values.keys()) {
      if (!isOfSamples.test(parameter)) found.raise(parameter, levels, 3, testBit.deepestPressure)
    }
  }
}

function judgeDeep(values: Values, ctd: string, found: Findings): void {
  for (const [name, { isRaw }] of values) {
    const [, as, sensor = ''] = ofDeepCtd.exec(name) ?? []
    if (as === undefined) continue
    const flag = deepFlag(as === 'TEMP_DOXY' ? 'TEMP' : (as as 'PRES' | 'TEMP' | 'PSAL'), isRaw, ctd)
    const pressure = values.get(`PRES${as === 'TEMP_DOXY' ? '' : sensor}`) ?? values.get('PRES')
    if (flag === 1 || pressure === undefined) continue
    found.raise(name, deepLevels(pressure.values), flag, flag === 3 ? testBit.deepFloat : undefined)
  }
}

function judgeHook(values: Values, parkPressure: number, found: Findings): void {
  const pressure = values.get('PRES')
  for (const [name, { values: backscattering }] of values) {
    if (pressure === undefined || !isBackscattering.test(name)) continue
    found.raise(name, parkingHook(pressure.values, backscattering, parkPressure), 4, testBit.bbp700)
  }
}

const isPressure = /^PRES(_?[2-9])?$/
const isBackscattering = /^BBP700(_[2-9])?$/
const ofDeepCtd = /^(PRES|TEMP|PSAL|TEMP_DOXY)(_?[2-9])?$/
/** The cleaner leaves these out, too: they are no measurements. */
const isOfSamples = /^NB_SAMPLE|_(STD|MED)(_?[2-9])?$/

/** @param off numbers of the tests that are not run */
export function missionJudge(off: ReadonlySet<number>): MissionJudge {
  return {
    judgedBy: ({ profile_pressure, park_pressure, deep_ctd }) => ({
      profile_pressure: off.has(19) || profile_pressure === null || profile_pressure <= 0 ? null : profile_pressure,
      park_pressure: off.has(62) ? null : park_pressure,
      deep_ctd: off.has(23) ? null : deep_ctd,
    }),
    concerns({ profile_pressure, park_pressure, deep_ctd }, { direction, deepest, has_backscattering }) {
      const isTooDeep = profile_pressure !== null && deepest !== null && deepest > deepestPossible(profile_pressure)
      const isDeep = deep_ctd !== null && deepest !== null && deepest > deepFrom
      return isTooDeep || isDeep || (park_pressure !== null && has_backscattering && direction === 'A')
    },
    judgeMission,
  }
}
