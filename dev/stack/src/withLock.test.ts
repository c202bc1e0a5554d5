import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withLock } from './withLock.ts'

const folder = mkdtempSync(join(tmpdir(), 'floatchat-unit-'))

it('lets one at a time do its work', async () => {
  const path = join(folder, 'one.lock')
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    inside += 1
    most = Math.max(most, inside)
    await sleep(5)
    inside -= 1
  }
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)])
  expect(most).toBe(1)
})

it('gives the lock back when the work fails', async () => {
  const path = join(folder, 'two.lock')
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await withLock(path, async () => 'yes')).toBe('yes')
})

it('takes over from an owner that died', async () => {
  const path = join(folder, 'three.lock')
  writeFileSync(path, JSON.stringify({ pid: 1, born: 'another time' }))
  expect(await withLock(path, async () => 'yes')).toBe('yes')
})
