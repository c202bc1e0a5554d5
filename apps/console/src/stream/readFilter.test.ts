import { expect, it } from 'vitest'
import { readFilter } from './readFilter.ts'

it('means the open ones where nothing is said', () => {
  expect(readFilter(new URLSearchParams())).toEqual({ filter: {}, status: 'open' })
})

it('reads what is known and passes over the rest', () => {
  const query = new URLSearchParams('stage=parser&reason= TRUNCATED &since=&status=all&offset=20&colour=red')
  expect(readFilter(query)).toEqual({ filter: { stage: 'parser', reason: 'TRUNCATED' }, status: 'all' })
  expect(readFilter(new URLSearchParams('status=odd')).status).toBe('open')
})
