import { expect, it } from 'vitest'
import type { Job } from '../api/jobs.ts'
import type { QueuedFile } from './QueuedFile.ts'
import { shownUploads } from './shownUploads.ts'
import { mayRetry, type Step } from './uploadStep.ts'

const entry = (number: number, step: Step) => ({ number, path: `${number}.nc`, step }) as QueuedFile
const ended = (status: string, refused = false): Step => ({
  at: 'sent',
  jobId: 'a',
  job: { status, refused } as Job,
})
const entries = [
  entry(1, ended('succeeded')),
  entry(2, { at: 'waiting' }),
  entry(3, ended('failed')),
  entry(4, { at: 'refused', reason: 'It is no NetCDF file.' }),
  entry(5, ended('running')),
]
const numbers = (...args: [Parameters<typeof shownUploads>[1], number]) =>
  shownUploads(entries, ...args).map(({ number }) => number)

it('puts problems first, then what is under way, and no more rows than asked for', () => {
  expect(numbers('all', 10)).toEqual([3, 4, 2, 5, 1])
  expect(numbers('all', 2)).toEqual([3, 4])
  expect(numbers('active', 10)).toEqual([2, 5])
  expect(numbers('done', 10)).toEqual([1])
})

it('retries only where it can help', () => {
  expect(mayRetry(ended('failed'))).toBe(true)
  expect(mayRetry(ended('failed', true))).toBe(false)
  expect(mayRetry(ended('succeeded'))).toBe(false)
})
