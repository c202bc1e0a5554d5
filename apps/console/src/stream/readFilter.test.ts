import { expect, it } from 'vitest'
import { readFilter, statusOf } from './readFilter.ts'

it('means the open ones where nothing is said', () => {
  expect(readFilter(new URLSearchParams())).toEqual({ filter: { refused: false }, status: 'open' })
})

it('reads what is known and passes over the rest', () => {
  const query = new URLSearchParams('stage=parser&reason= TRUNCATED &since=&status=all&offset=20&colour=red')
  expect(readFilter(query)).toEqual({ filter: { stage: 'parser', reason: 'TRUNCATED' }, status: 'all' })
  expect(readFilter(new URLSearchParams('status=odd')).status).toBe('open')
})

it('tells files that are never taken from what else is open', () => {
  const { filter, status } = readFilter(new URLSearchParams('status=refused&stage=parser'))
  expect([filter, statusOf(status)]).toEqual([{ stage: 'parser', refused: true }, 'open'])
  expect(statusOf('all')).toBe(undefined)
})
