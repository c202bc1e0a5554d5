import { expect, test } from 'vitest'
import { StatementNames } from './StatementNames.ts'

test('a statement gets a name of its own the third time, and keeps it', () => {
  const names = new StatementNames()
  const given = [1, 2, 3, 4].map(() => names.nameOf('select 1'))
  expect(given).toEqual([undefined, undefined, given[3], given[3]])
  expect(given[3]).toMatch(/^\w+$/)
  for (let times = 0; times < 3; times++) names.nameOf('select 2')
  expect(names.nameOf('select 2')).not.toBe(given[3])
})

test('statements that are made for one question do not keep those that come again from a name', () => {
  const names = new StatementNames()
  for (let number = 0; number < 10_000; number++) expect(names.nameOf(`select ${number}`)).toBeUndefined()
  const given = [1, 2, 3].map(() => names.nameOf('select from jobs'))
  expect(given.at(-1)).toBeDefined()
})

test('there are no more names than the server can well keep', () => {
  const names = new StatementNames()
  const given = new Set<string | undefined>()
  for (let number = 0; number < 2_000; number++) {
    for (let times = 0; times < 3; times++) given.add(names.nameOf(`select ${number}`))
  }
  given.delete(undefined)
  expect(given.size).toBe(200)
})
