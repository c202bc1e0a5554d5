import { permanent } from '@floatchat/contracts/IngestionError'
import { expect, test } from 'vitest'
import { databaseError } from './databaseError.ts'

const withCode = (code: string, message = 'said the server') => Object.assign(new Error(message), { code })
const doing = "Writing 'a.nc'"

test.each([
  ['08006', 'the connection failed'],
  ['53100', 'disk full'],
  ['53300', 'too many connections'],
  ['57P01', 'the server shuts down'],
  ['57P03', 'the server starts'],
  ['57014', 'cancelled'],
  ['58030', 'I/O error'],
  ['28P01', 'wrong password'],
  ['3D000', 'no such database'],
  ['42P01', 'no such table: not migrated'],
  ['25006', 'a standby'],
  ['25P03', 'idle in transaction for too long'],
  ['ECONNREFUSED', 'nobody listens'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'a five-letter name that is no SQLSTATE'],
  ['ENOTFOUND', 'no such host'],
])('%s is an outage (%s)', (code) => {
  expect(databaseError(withCode(code), doing)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', retryable: true })
})

test.each(['40001', '40P01', '55P03'])('%s is a conflict', (code) => {
  expect(databaseError(withCode(code), doing)).toMatchObject({ code: 'TRANSACTION_CONFLICT', retryable: true })
})

test.each(['22001', '22021', '22003', '23505', '23514', '42601', 'XX000'])('%s is the fault of the record', (code) => {
  expect(databaseError(withCode(code), doing)).toMatchObject({ code: 'REFUSED_BY_DATABASE', retryable: false })
})

test.each([
  'Connection terminated unexpectedly',
  'timeout expired',
  'Client has encountered a connection error and is not queryable',
  'Connection pool is being terminated.',
])('what the driver says without a code is an outage: %s', (message) => {
  expect(databaseError(new Error(message), doing)).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
})

test('the code is found under the errors that wrap it', () => {
  const wrapped = new Error('slonik says', { cause: withCode('40P01') })
  expect(databaseError(wrapped, doing)).toMatchObject({ code: 'TRANSACTION_CONFLICT' })
  const both = new AggregateError([withCode('ECONNREFUSED', 'connect ECONNREFUSED ::1:5432')], 'all addresses failed')
  expect(databaseError(both, doing)).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
})

test('the sentence says what was done, what the server said and its detail', () => {
  const error = Object.assign(withCode('22001', 'value too long'), { detail: 'column x' })
  const message = "Writing 'a.nc' was refused by the database: value too long (column x)"
  expect(databaseError(error, doing)).toMatchObject({ message })
})

test('a statement that a migration has changed under the server is waited out, other things not supported are not', () => {
  const refusal = (message: string) => Object.assign(new Error(message), { code: '0A000' })
  const outdated = databaseError(refusal('cached plan must not change result type'), 'Reading')
  expect(outdated).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  const refused = databaseError(refusal('cannot truncate a view'), 'Reading')
  expect(refused).toMatchObject({ code: 'REFUSED_BY_DATABASE' })
})

test('an error that is one of ours stays as it is', () => {
  const ours = permanent('NO_PROFILE', 'none')
  expect(databaseError(ours, doing)).toBe(ours)
})

test.each([
  new TypeError("Cannot read properties of undefined (reading 'levels')"),
  new RangeError('Invalid typed array length: -1'),
  Object.assign(new TypeError('The "data" argument must be of type string'), { code: 'ERR_INVALID_ARG_TYPE' }),
  new Error('one file gives one result'),
])('what the database did not say stays as it is, a fault of ours: %s', (error) => {
  expect(databaseError(error, doing)).toBe(error)
})
