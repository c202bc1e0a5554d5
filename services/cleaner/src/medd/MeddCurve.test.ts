import { expect, it } from 'vitest'
import { MeddCurve } from './MeddCurve.ts'

/** A curve of so many levels within a tenth of a decibar, whose median is 35; every third level has a value to look for. */
function pointsLookedAt(levels: number, values: (level: number) => number): { points: number; spikes: number } {
  const pressure = Float64Array.from({ length: levels }, (_, i) => 100 + (0.1 * i) / levels)
  const median = new Float64Array(levels).fill(35)
  const curve = new MeddCurve(levels, 1 / 700, { pressure, median })
  let spikes = 0
  for (let level = 0; level < levels; level += 3) if (curve.leavesBehind(level, values(level), 0.08)) spikes++
  return { points: curve.takePoints(), spikes }
}

it.each([
  ['high above', () => 36],
  ['far below', () => 30],
  ['on either side', (level: number) => (level % 2 === 0 ? 35.5 : 34.5)],
  ['just outside', () => 35.0800001],
])('spikes %s cost some tens of points each, however many levels lie at their pressure', (_where, values) => {
  for (const levels of [1000, 30_000]) {
    const { points, spikes } = pointsLookedAt(levels, values)
    expect(spikes).toBe(Math.ceil(levels / 3))
    expect(points / spikes).toBeLessThan(8 * Math.log2(levels))
  }
})

it('a value that the curve reaches elsewhere is no spike', () => {
  const pressure = Float64Array.of(100, 100, 100, 100)
  const median = Float64Array.of(35, 35, 35, 36)
  const curve = new MeddCurve(4, 1 / 700, { pressure, median })
  expect(curve.leavesBehind(0, 36.05, 0.08)).toBe(false)
  expect(curve.leavesBehind(0, 36.1, 0.08)).toBe(true)
  expect(curve.leavesBehind(0, 35.5, 0.08)).toBe(false)
  expect(curve.leavesBehind(0, 34.9, 0.08)).toBe(true)
})
