import { expect, test } from 'vitest'
import { mayDo, roles, toRole } from './Role.ts'

test('each role may do what those before it may, and no more', () => {
  const allowed = roles.map((role) => roles.filter((needed) => mayDo(role, needed)))
  expect(allowed).toEqual([
    ['viewer'],
    ['viewer', 'uploader'],
    ['viewer', 'uploader', 'operator'],
    ['viewer', 'uploader', 'operator', 'admin'],
  ])
})

test.each([['Admin'], ['user'], [''], [undefined], [['admin']], [{}]])('%j is no role', (claim) => {
  expect(toRole(claim)).toBeUndefined()
})
