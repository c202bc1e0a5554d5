import { expect, it } from 'vitest'
import type { LoadedProfile } from '../explore/LoadedProfile.ts'
import { sectionColumns, valueAt } from './SectionColumns.ts'

const day = 86_400_000

function profile(time: number, pressure: number[], values: number[], failed?: number[]): LoadedProfile {
  const best = Float32Array.from(values)
  const variable = {
    best,
    bestQc: '1'.repeat(values.length),
    failed: failed === undefined ? undefined : Int32Array.from(failed),
  }
  return {
    profile: { timestamp: new Date(time).toISOString() },
    bestPressure: Float32Array.from(pressure),
    variables: new Map([['TEMP', variable]]),
  } as unknown as LoadedProfile // What a section reads of it.
}

it('joins levels, but not over a gap, and not below the deepest', () => {
  const [column] = sectionColumns([profile(0, [5, 15, 400], [10, 8, 2])], 'TEMP')
  if (column === undefined) throw new Error('no column')
  expect(valueAt(column, 10)).toBe(9)
  expect(valueAt(column, 0)).toBe(10)
  expect(valueAt(column, 200)).toBeNaN()
  expect([valueAt(column, 15), valueAt(column, 400)]).toEqual([8, 2])
  expect(valueAt(column, 401)).toBeNaN()
})

it('leaves out what a test flagged, and sorts what comes out of order', () => {
  const [column] = sectionColumns([profile(0, [30, 10, 20], [1, 3, 99], [0, 0, 512])], 'TEMP')
  expect(column?.pressure).toEqual(Float32Array.of(10, 30))
  expect(column?.values).toEqual(Float32Array.of(3, 1))
})

it('reaches half way to its neighbours, and leaves a long time without profiles empty', () => {
  const times = [0, 10, 20, 120].map((days) => days * day)
  const columns = sectionColumns(
    times.toReversed().map((time) => profile(time, [5], [1])),
    'TEMP',
  )
  expect(columns.map(({ from, to }) => [from / day, to / day])).toEqual([
    [-7.5, 5],
    [5, 15],
    [15, 27.5],
    [112.5, 127.5],
  ])
})
