import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadNumbers, spreadTexts } from './spreadRows.ts'

test('what was never written is the fill, on every axis', () => {
  const written = Float32Array.of(1, 2, 3, 4)
  expect(spreadNumbers(written, { stored: [2, 2], whole: [3, 3] }, -1)).toEqual(
    Float32Array.of(1, 2, -1, 3, 4, -1, -1, -1, -1),
  )
  expect(spreadTexts(['a', 'b'], { stored: [1, 2], whole: [2, 3] })).toEqual(['a', 'b', '', '', '', ''])
  expect(spreadNumbers(new Int32Array(0), { stored: [2, 0], whole: [2, 2] }, 7)).toEqual(Int32Array.of(7, 7, 7, 7))
  expect(spreadNumbers(written, { stored: [2, 2], whole: [2, 2] }, -1)).toBe(written)
})

test('for all lengths: each value is where its indexes say', () => {
  const axis = fc.tuple(fc.nat(4), fc.nat(4)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  fc.assert(
    fc.property(fc.tuple(axis, axis, axis), (axes) => {
      const stored = axes.map(([length]) => length)
      const whole = axes.map(([, length]) => length)
      const values = Int32Array.from({ length: stored.reduce((a, b) => a * b, 1) }, (_, at) => at)
      const spread = spreadNumbers(values, { stored, whole }, -1)
      for (let at = 0; at < spread.length; at += 1) {
        const [i, j, k] = indexes(at, whole)
        const inside = i < (stored[0] ?? 0) && j < (stored[1] ?? 0) && k < (stored[2] ?? 0)
        expect(spread[at]).toBe(inside ? (i * (stored[1] ?? 0) + j) * (stored[2] ?? 0) + k : -1)
      }
    }),
  )
})

function indexes(at: number, [, second = 1, third = 1]: readonly number[]): [number, number, number] {
  return [Math.floor(at / (second * third)), Math.floor(at / third) % second, at % third]
}
