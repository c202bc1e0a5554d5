import { spawnSync } from 'node:child_process'
import { userInfo } from 'node:os'
import { expect, it } from 'vitest'
import { whoAmI } from './whoAmI.ts'

it('is the user of the machine', () => {
  expect(whoAmI()).toBe(userInfo().username)
})

// Only root may start a process under another number.
it.runIf(process.getuid?.() === 0)('is the number of a user who has no name, as in a container', () => {
  const code = `import { whoAmI } from '${new URL('./whoAmI.ts', import.meta.url)}'; console.log(whoAmI())`
  const asked = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { uid: 54_321, encoding: 'utf8' })
  expect([asked.stdout, asked.stderr]).toEqual(['uid 54321\n', ''])
})
