import { expect, it } from 'vitest'
import { runAtOnce } from '../Steps.ts'
import { MeddCurve } from './MeddCurve.ts'

interface Curve {
  readonly pressure: Float64Array
  readonly median: Float64Array
  readonly values: Float64Array
}

/** Looks on either side for values farther than 0.08, where 700 dbar count as much as 1 of the parameter. */
function look({ pressure, median, values }: Curve): { points: number; beyond: number[] } {
  const count = pressure.length
  const curve = new MeddCurve(count, 1 / 700, { pressure, median, ranks: new Int32Array(count) })
  const beyond: number[] = []
  for (const side of [1, -1] as const) {
    const asked = Int32Array.from(pressure.keys()).filter((i) => side * (values[i] - median[i]) > 0.08)
    if (asked.length > 0) runAtOnce(curve.findBeyond(asked, values, 0.08, side, (level) => beyond.push(level)))
  }
  return { points: curve.points, beyond: beyond.sort((a, b) => a - b) }
}

/** Levels within a tenth of a decibar whose median is 35; every third has a value to look for. */
function flat(levels: number, at: (level: number) => number): Curve {
  return {
    pressure: Float64Array.from({ length: levels }, (_, i) => 100 + (0.1 * i) / levels),
    median: new Float64Array(levels).fill(35),
    values: Float64Array.from({ length: levels }, (_, i) => (i % 3 === 0 ? at(i) : 35)),
  }
}

/**
 * A curve along the circle around the values of the lower half, hardly farther from them than the distance: no part
 * of it can be passed over by how far it reaches alone.
 */
function circle(levels: number): Curve {
  const onCircle = levels >> 1
  const along = (i: number) => Math.max(1 - i / onCircle, 0)
  return {
    pressure: Float64Array.from({ length: levels }, (_, i) => 100 - 56 * along(i)),
    median: Float64Array.from({ length: levels }, (_, i) => 35 - 0.080001 * Math.sqrt(1 - along(i) ** 2)),
    values: Float64Array.from({ length: levels }, (_, i) => (i < onCircle ? 34 : 35)),
  }
}

it.each([
  ['high above', (levels: number) => flat(levels, () => 36)],
  ['far below', (levels: number) => flat(levels, () => 30)],
  ['on either side', (levels: number) => flat(levels, (level) => (level % 2 === 0 ? 35.5 : 34.5))],
  ['just outside', (levels: number) => flat(levels, () => 35.0800001)],
  ['in the middle of a circle', circle],
])('values %s cost some tens of points each, however many levels there are', (_where, make) => {
  for (const levels of [1000, 30_000]) {
    const { points, beyond } = look(make(levels))
    expect(beyond.length).toBeGreaterThanOrEqual(Math.floor(levels / 3))
    expect(points / levels).toBeLessThan(4 * Math.log2(levels))
  }
})

it('a value that the curve reaches elsewhere is no spike', () => {
  const pressure = Float64Array.of(100, 100, 100, 100)
  const median = Float64Array.of(35, 35, 35, 36)
  const beyond = (...first: number[]) => look({ pressure, median, values: Float64Array.of(...first, 35, 36) }).beyond
  expect(beyond(36.05, 35)).toEqual([])
  expect(beyond(36.1, 35)).toEqual([0])
  expect(beyond(35.5, 35.5)).toEqual([])
  expect(beyond(34.9, 35.1)).toEqual([0])
})
