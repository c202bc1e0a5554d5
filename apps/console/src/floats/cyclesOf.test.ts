import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FloatVersion } from '../api/generated/openApi.ts'
import { cyclesOf, gapsOf } from './cyclesOf.ts'

it('names every missing cycle between the first and the last, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40)), (cycles) => {
      const missing = gapsOf(cycles).flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      )
      const [first, last] = [Math.min(...cycles), Math.max(...cycles)]
      const expected = Array.from({ length: Math.max(0, last - first + 1) || 0 }, (_, index) => first + index)
      expect(missing).toEqual(cycles.length === 0 ? [] : expected.filter((cycle) => !cycles.includes(cycle)))
    }),
  )
})

it('puts the versions of a profile together', () => {
  const version = (cycle_number: number, data_mode: string, source_kind = 'core') =>
    ({ cycle_number, direction: 'A', source_kind, profile_index: 0, data_mode }) as FloatVersion
  const found = cyclesOf([version(1, 'D'), version(1, 'R'), version(1, 'D', 'bgc'), version(2, 'R')])
  expect(found.map(({ cycle, kind, versions }) => [cycle, kind, versions.length])).toEqual([
    [1, 'core', 2],
    [1, 'bgc', 1],
    [2, 'core', 1],
  ])
})
