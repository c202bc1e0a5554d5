import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Depth, depthText, depthWithin, draggedDepth, parseDepth, zoomedDepth } from './depthZoom.ts'

const whole: Depth = [0, 2000]
const frame = { left: 0, top: 10, width: 100, height: 400, x: [0, 1], y: [0, 2000] } as const

it('zooms to what is dragged over, whichever way, and not by a slip of the hand', () => {
  expect(draggedDepth(frame, 30, 110, whole)).toEqual([100, 500])
  expect(draggedDepth(frame, 110, 30, whole)).toEqual([100, 500])
  expect(draggedDepth(frame, -50, 110, whole)).toEqual([0, 500])
  expect(draggedDepth(frame, 30, 30.1, whole)).toBeUndefined()
})

it('zooms in to the surface, or about the value that is looked at, and out to the whole', () => {
  expect(zoomedDepth(whole, whole, 0.5)).toEqual([0, 1000])
  expect(zoomedDepth(whole, whole, 0.5, 1000)).toEqual([500, 1500])
  expect(zoomedDepth([500, 1500], whole, 2, 1000)).toBeUndefined()
  expect(zoomedDepth([1500, 2000], whole, 2, 1500)).toEqual([1000, 2000])
})

it('never leaves the whole, whatever is zoomed', () => {
  const depth = fc
    .tuple(fc.double({ min: 0, max: 1990, noNaN: true }), fc.double({ min: 5, max: 2000, noNaN: true }))
    .map(([top, height]): Depth => [top, Math.min(2000, top + height)])
  fc.assert(
    fc.property(depth, fc.constantFrom(0.5, 2), fc.double({ min: 0, max: 1, noNaN: true }), (before, factor, share) => {
      const after = zoomedDepth(before, whole, factor, before[0] + share * (before[1] - before[0])) ?? whole
      expect(after[0]).toBeGreaterThanOrEqual(0)
      expect(after[1]).toBeLessThanOrEqual(2000.000001)
      expect(after[1] - after[0]).toBeGreaterThanOrEqual(4.999999)
    }),
  )
})

it('stands in an address, and what is none of this data is the whole', () => {
  expect(parseDepth(depthText([-0.25, 500.04]) ?? '')).toEqual([-0.2, 500])
  for (const text of [null, '', '5', '500,100', 'a,b', '1,2,3']) expect(parseDepth(text)).toBeUndefined()
  expect(depthWithin([1900, 5000], whole)).toEqual([1900, 2000])
  expect(depthWithin([3000, 5000], whole)).toEqual(whole)
  expect(depthWithin(undefined, whole)).toEqual(whole)
})
