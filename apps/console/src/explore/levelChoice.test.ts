import { expect, it } from 'vitest'
import { levelChoice } from './levelChoice.ts'

const cycle = (platform_number: string, cycle_number: number, timestamp: string | null = null) => ({
  ...{ platform_number, cycle_number, timestamp },
})

it('asks for the cycles of one float, those that follow each other as a range', () => {
  expect(levelChoice([1, 2, 3, 5, 2, 9].map((number) => cycle('5900001', number)))).toEqual({
    ...{ platform: '5900001', cycle: '1-3,5,9' },
  })
})

it('asks for the days between which the profiles of several floats are', () => {
  const two = [cycle('5900002', 1, '2024-05-06T10:00:00Z'), cycle('5900001', 7, '2023-01-02T00:00:00Z')]
  expect(levelChoice(two)).toEqual({ platform: '5900001,5900002', time: '2023-01-02/2024-05-06' })
  expect(levelChoice([cycle('1', 1), cycle('2', 1)])).toEqual({ platform: '1,2' })
})

it('asks for a float as a whole between its days where its cycles have too many gaps', () => {
  const gaps = Array.from({ length: 101 }, (_, index) => cycle('1', 2 * index, '2024-01-01T00:00:00Z'))
  expect(levelChoice(gaps)).toEqual({ platform: '1', time: '2024-01-01/2024-01-01' })
})

it('asks for nothing where there is none, or for more floats than are taken', () => {
  expect(levelChoice([])).toBeUndefined()
  expect(levelChoice(Array.from({ length: 101 }, (_, index) => cycle(`${index}`, 1)))).toBeUndefined()
})
