import { conflict } from '@floatchat/contracts/IngestionError'
import { expect, it } from 'vitest'
import { failureOf } from './failureOf.ts'

it.each([
  new TypeError("Cannot read properties of undefined (reading 'length')"),
  new RangeError('The value of "value" is out of range.'),
  new Error('one file gives one result'),
])('%s is a fault of the writer, and stays what it is', (fault) => {
  expect(failureOf(fault, 'Writing')).toBe(fault)
})

it('a RangeError of Node, whose code is no SQLSTATE, is one as well', () => {
  const fault = Object.assign(new RangeError('out of range'), { code: 'ERR_OUT_OF_RANGE' })
  expect(failureOf(fault, 'Writing')).toBe(fault)
})

it('what PostgreSQL refuses is refused, wrapped or not', () => {
  const refused = Object.assign(new Error('value too long'), { code: '22001' })
  expect(failureOf(refused, "Writing 'a.nc'")).toMatchObject({ code: 'REFUSED_BY_DATABASE', retryable: false })
  expect(failureOf(new Error('query failed', { cause: refused }), 'Writing')).toMatchObject({
    code: 'REFUSED_BY_DATABASE',
  })
})

it('an outage and a conflict are known', () => {
  expect(failureOf(new Error('Connection terminated unexpectedly'), 'Writing')).toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  })
  const met = conflict('met another')
  expect(failureOf(met, 'Writing')).toBe(met)
})
