import { expect, it } from 'vitest'
import { paceOf, type Sample, withSample } from './pace.ts'

const samples = (...pairs: [number, number][]): Sample[] =>
  pairs.reduce<Sample[]>((so, [at, sentBytes]) => withSample(so, { at, sentBytes }), [])

it('says nothing before two seconds have passed', () => {
  expect(paceOf([], 100)).toBe(undefined)
  expect(paceOf(samples([0, 0], [1000, 50]), 100)).toBe(undefined)
})

it('goes by the last seconds alone', () => {
  expect(paceOf(samples([0, 0], [2000, 200]), 1000)).toEqual({ perSecond: 100, leftMs: 10_000 })
  expect(paceOf(samples([0, 0], [20_000, 1000], [30_000, 2000]), 500)?.perSecond).toBe(100)
})

it('begins anew where files were taken off', () => {
  expect(paceOf(samples([0, 1000], [3000, 500]), 100)).toBe(undefined)
  expect(paceOf(samples([0, 0], [4000, 0]), 100)).toBe(undefined)
})
