import type { BestValues, NeighbourFacts, ParameterFacts } from '@floatchat/db/neighbours/NeighbourProfile'
import { deepWindow, slab } from './thresholds.ts'

/** What tests 16 and 18 need of a profile, from its best values of PRES, TEMP and PSAL. */
export function factsOf(values: ReadonlyMap<string, BestValues>): NeighbourFacts {
  const pressure = values.get('PRES')
  const of = (name: string) => {
    const parameter = values.get(name)
    return pressure === undefined || parameter === undefined ? null : parameterFactsOf(pressure, parameter)
  }
  return { temperature: of('TEMP'), salinity: of('PSAL') }
}

interface Level {
  readonly pressure: number
  readonly value: number
}

function parameterFactsOf(pressure: BestValues, parameter: BestValues): ParameterFacts {
  const good = levelsOf(pressure, parameter, (flag) => flag === '1')
  const deepest = good.reduce<number | null>((most, level) => Math.max(most ?? level.pressure, level.pressure), null)
  const deep = good.filter((level) => deepest !== null && level.pressure >= deepest - deepWindow)
  return {
    deepest,
    deep_mean: meanOf(deep.map(({ value }) => value)),
    slabs: slabsOf(levelsOf(pressure, parameter, (flag) => flag !== '4' && flag !== '9')),
  }
}

/** Whole slabs down to the deepest pressure. What lies above the surface belongs to the first. */
function slabsOf(levels: readonly Level[]): (number | null)[] {
  const deepest = levels.reduce((most, level) => Math.max(most, level.pressure), 0)
  const slabs = Array.from({ length: Math.floor(deepest / slab) }, (): number[] => [])
  for (const { pressure, value } of levels) slabs[Math.max(0, Math.ceil(pressure / slab) - 1)]?.push(value)
  return slabs.map(meanOf)
}

function levelsOf(pressure: BestValues, parameter: BestValues, isUsed: (flag: string) => boolean): Level[] {
  const levels: Level[] = []
  for (const [index, value] of parameter.values.entries()) {
    const at = pressure.values[index]
    if (typeof value !== 'number' || typeof at !== 'number') continue
    if (!isUsed(pressure.flags[index] ?? ' ') || !isUsed(parameter.flags[index] ?? ' ')) continue
    levels.push({ pressure: at, value })
  }
  return levels
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
