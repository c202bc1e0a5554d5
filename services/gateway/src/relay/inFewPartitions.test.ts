import { expect, test } from 'vitest'
import { inFewPartitions } from './inFewPartitions.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
/** Of five partitions, in which what waits lies by turns. */
const ofFive = (item: number) => item % 5

test('they lie in one partition where they are few, that of the oldest', () => {
  expect(inFewPartitions(numbers(100).slice(3), 8, ofFive)).toEqual([3, 8, 13, 18, 23, 28, 33, 38])
})

test('a partition with too few is filled up from that of the next oldest', () => {
  expect(inFewPartitions(numbers(12), 4, ofFive)).toEqual([0, 5, 10, 1])
})

test('many lie in several partitions, for the instances that have them', () => {
  const chosen = inFewPartitions(numbers(600), 96, ofFive)
  expect([...Map.groupBy(chosen, ofFive)].map(([partition, { length }]) => [partition, length])).toEqual([
    [0, 48],
    [1, 48],
  ])
})

test('as many are sent as there is room for, in whatever partitions they lie, each once', () => {
  expect(inFewPartitions(numbers(60), 60, () => 0)).toEqual(numbers(60))
  expect([...inFewPartitions(numbers(90), 100, ofFive)].sort((a, b) => a - b)).toEqual(numbers(90))
})
