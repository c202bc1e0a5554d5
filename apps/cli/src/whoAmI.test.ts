import { userInfo } from 'node:os'
import { expect, it } from 'vitest'
import { whoAmI } from './whoAmI.ts'

it('is the user of the machine', () => {
  expect(whoAmI()).toBe(userInfo().username)
})

it('is the number of a user who has no name, as in a container', () => {
  // Only root may take another number, and what it may then read depends on where the project lies.
  const nameless = () => {
    throw new Error('uv_os_get_passwd returned ENOENT (no such file or directory)')
  }
  expect(whoAmI(nameless)).toBe(`uid ${process.geteuid?.()}`)
})
