import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runAtOnce } from '../Steps.ts'
import { findDoubtful, isDoubtful, isWarming } from './findDoubtful.ts'
import { findSpikes } from './findSpikes.ts'
import { MeddScratch } from './MeddScratch.ts'
import {
  deepFrom,
  distanceEdges,
  gradientEdges,
  type MeddParameter,
  meddDensity,
  meddSalinity,
  meddTemperature,
  pressureExtent,
} from './meddConstants.ts'
import { placeLevels } from './placeLevels.ts'

/**
 * MEDD as its specification describes it, step by step, each window gathered and sorted anew and the whole curve
 * looked at for every level. Slow and plain: what the fast formulation must agree with.
 */
function plainMedd(pressure: number[], values: number[], gradients: Uint8Array, parameter: MeddParameter) {
  const count = pressure.length
  const doubtful = gradients.map((bits) => bits & isDoubtful)
  const width = (p: number) => {
    if (p < 150) return 110
    if (p < 500) return 110 + (70 * (p - 150)) / 350
    if (p < 1000) return 180 + (220 * (p - 500)) / 500
    return p < 1500 ? 400 + (100 * (p - 1000)) / 500 : 500
  }
  const median: number[] = []
  const own = new Set<number>()
  for (let i = 0; i < count; i++) {
    const reach = Math.ceil(width(pressure[i]) / 2) + 1
    let around = [...pressure.keys()].filter((j) => Math.abs(pressure[j] - pressure[i]) < reach && doubtful[j] === 0)
    const above = around.filter((j) => pressure[j] < pressure[i])
    const below = around.filter((j) => pressure[j] > pressure[i])
    const side = Math.min(above.length, below.length)
    if (side > 0) around = [...above.slice(-side), ...around.filter((j) => j === i), ...below.slice(0, side)]
    if (around.length === 0) around = [i]
    if (around.length % 2 === 0) around = [around[0], ...around]
    median[i] = around.map((j) => values[j]).sort((a, b) => a - b)[around.length >> 1]

    if (doubtful[i] === 1) continue
    const warms = (gradients[i] & isWarming) !== 0
    if (i > 0 && doubtful[i - 1] === 0 && around.slice(-2).includes(i)) own.add(i)
    if (i < count - 1 && doubtful[i + 1] === 0 && !warms && around.slice(0, 2).includes(i)) own.add(i)
    if (pressure[i] < deepFrom) continue
    const last = pressure.findLastIndex((p) => p < deepFrom)
    const limit = parameter.gradient[gradientEdges.filter((edge) => pressure[i] >= edge).length]
    if (last >= 0 && Math.abs((values[i] - values[last]) / (pressure[i] - pressure[last])) > limit) {
      median[i] = median[last]
      own.delete(i)
    } else {
      own.add(i)
    }
  }
  const adjusted = median.map((value, i) => (own.has(i) ? values[i] : value))
  const first = Math.max(doubtful.indexOf(0), 0)
  const curve = adjusted.map((value, i) => {
    if (doubtful[i] === 0) return value
    let last = i
    while (last >= 0 && doubtful[last] === 1) last--
    return adjusted[last < 0 ? first : last]
  })

  const [least, most] = parameter.extent
  const extent = Math.max(Math.min(Math.max(...curve) - Math.min(...curve), most), least)
  const height = pressure.map((p) => (p * extent) / pressureExtent)
  const spikes = values.map((value, i) => {
    const distance = parameter.distance[distanceEdges.filter((edge) => pressure[i] >= edge).length] * extent
    const points = curve.map((x, j) => [x, height[j]])
    for (let j = 1; j < count; j++) {
      const [dx, dy] = [curve[j] - curve[j - 1], height[j] - height[j - 1]]
      const more = Math.floor(Math.hypot(dx, dy) / distance - 0.2)
      for (let k = 1; k <= more; k++) {
        points.push([curve[j - 1] + (dx * k) / (more + 1), height[j - 1] + (dy * k) / (more + 1)])
      }
    }
    const near = points.filter(([, y]) => Math.abs(y - height[i]) <= distance)
    const reach = (y: number) => Math.sqrt(distance ** 2 - (y - height[i]) ** 2)
    return (
      value > Math.max(...near.map(([x, y]) => x + reach(y))) || value < Math.min(...near.map(([x, y]) => x - reach(y)))
    )
  })
  return { curve, spikes }
}

const cases = [
  ['temperature', meddTemperature, (p: number) => 2 + 18 * Math.exp(-p / 400), 4],
  ['salinity', meddSalinity, (p: number) => 35 - 0.5 * Math.exp(-p / 400), 0.5],
  ['density', meddDensity, (p: number) => 1028 - 4 * Math.exp(-p / 300), 0.5],
] as const

describe.each(cases)('%s', (_name, parameter, quiet, size) => {
  it('has the same median and the same spikes as the plain formulation', () => {
    const level = fc.record({
      pressure: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2600 })),
      noise: fc.oneof(
        { weight: 8, arbitrary: fc.double({ min: -0.01, max: 0.01, noNaN: true }) },
        { weight: 1, arbitrary: fc.double({ min: -12, max: 12, noNaN: true }) },
      ),
    })
    let spikesSeen = 0
    fc.assert(
      fc.property(fc.array(level, { minLength: 6, maxLength: 120, size: 'max' }), (levels) => {
        const sorted = [...levels].sort((a, b) => a.pressure - b.pressure)
        const pressure = sorted.map((one) => one.pressure)
        const values = sorted.map((one) => quiet(one.pressure) + size * one.noise)
        const count = values.length
        const scratch = new MeddScratch(128)
        scratch.pressure.set(pressure)
        placeLevels(count, scratch)
        const any = runAtOnce(findSpikes(Float64Array.from(values), count, parameter, scratch, 1))

        const plain = plainMedd(pressure, values, scratch.doubtful.slice(0, count), parameter)
        expect([...scratch.median.slice(0, count)]).toEqual(plain.curve)
        expect([...scratch.spikes.slice(0, count)].map(Boolean)).toEqual(plain.spikes)
        expect(any).toBe(plain.spikes.includes(true))
        spikesSeen += plain.spikes.filter(Boolean).length
      }),
      { numRuns: 150 },
    )
    expect(spikesSeen).toBeGreaterThan(5)
  })
})

describe('a doubtful gradient', () => {
  const doubtful = (parameter: MeddParameter, pressure: number[], values: number[]) => {
    const scratch = new MeddScratch(values.length)
    scratch.pressure.set(pressure)
    placeLevels(values.length, scratch)
    findDoubtful(Float64Array.from(values), values.length, parameter, scratch)
    return [...scratch.doubtful].map((bits) => bits & isDoubtful)
  }
  const down = [10, 20, 30, 40, 50, 58]

  it('is one that is too steep, by the zone of its level', () => {
    expect(doubtful(meddSalinity, down, [35, 35, 35, 44, 44, 44])).toEqual([0, 0, 0, 0, 0, 0])
    expect(doubtful(meddSalinity, down, [35, 35, 35, 46, 46, 46])).toEqual([0, 0, 0, 1, 0, 0])
    const deeper = down.map((p) => p + 200)
    expect(doubtful(meddSalinity, deeper, [35, 35, 35, 35.9, 35.9, 35.9])).toEqual([0, 0, 0, 1, 0, 0])
  })

  it('is one that turns back sharply', () => {
    expect(doubtful(meddSalinity, down, [35, 35, 35, 35.5, 35, 35])).toEqual([0, 0, 0, 1, 0, 0])
    expect(doubtful(meddSalinity, down, [35, 35, 35, 35.09, 35, 35])).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('at the second level holds for the first as well', () => {
    expect(doubtful(meddSalinity, down, [35, 35.5, 35, 35, 35, 35])).toEqual([1, 1, 0, 0, 0, 0])
  })

  it('is none between values and pressures that are very close', () => {
    const close = [100, 100.1, 100.2, 100.3, 100.4, 100.5]
    expect(doubtful(meddSalinity, close, [35, 35.009, 35, 35.009, 35, 35])).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('has the wrong sign for a temperature that rises fast and for a density that falls', () => {
    expect(doubtful(meddTemperature, down, [10, 10, 10, 15.5, 15.5, 15.5])).toEqual([0, 0, 0, 1, 0, 0])
    expect(doubtful(meddTemperature, down, [15.5, 15.5, 15.5, 10, 10, 10])).toEqual([0, 0, 0, 0, 0, 0])
    expect(doubtful(meddDensity, down, [1026, 1026, 1026, 1025.98, 1025.98, 1025.98])).toEqual([0, 0, 0, 1, 0, 0])
  })

  it('is one between two values at the same pressure', () => {
    expect(doubtful(meddSalinity, [10, 20, 20, 30, 40, 50], [35, 35, 35.02, 35.02, 35.02, 35.02])).toEqual([
      0, 0, 1, 0, 0, 0,
    ])
  })
})
