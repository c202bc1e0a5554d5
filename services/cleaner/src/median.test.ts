import fc from 'fast-check'
import { expect, it } from 'vitest'
import { medianOf, medianOfFive } from './median.ts'

// Without the zero below zero: it equals the other, so that either may be the one in the middle.
const number = fc.double({ min: -100, max: 100, noNaN: true }).map((any) => any + 0)

const byTheBook = (numbers: number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

it('the median of five is the third of them', () => {
  fc.assert(
    fc.property(fc.tuple(number, number, number, number, number), (five) => {
      expect(medianOfFive(...five)).toBe(byTheBook(five))
    }),
  )
})

it('the median of many is the middle one, or the mean of the middle two, and what lies beyond them is left alone', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 70 }), (numbers) => {
      const room = Float64Array.from([...numbers, 7, 7])
      expect(medianOf(room, numbers.length)).toBe(byTheBook(numbers))
      expect([...room.slice(numbers.length)]).toEqual([7, 7])
    }),
  )
})
