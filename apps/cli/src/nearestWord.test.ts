import { expect, it } from 'vitest'
import { nearestWord } from './nearestWord.ts'

const words = ['up', 'down', 'ingest', 'jobs', 'job', 'datasets', 'lag', 'logs']

it.each([
  ['injest', 'ingest'],
  ['ingets', 'ingest'],
  ['dataset', 'datasets'],
  ['JOBS', 'jobs'],
  ['lagg', 'lag'],
])('takes %s for %s', (typed, meant) => {
  expect(nearestWord(typed, words)).toBe(meant)
})

it('does not guess what is far from everything', () => {
  expect(nearestWord('fly', words)).toBeUndefined()
  expect(nearestWord('reprocess', words)).toBeUndefined()
})
