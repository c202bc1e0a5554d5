import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchGreyList } from './watchGreyList.ts'

const header = 'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC'
const listOf = (platform: string) => `${header}\n${platform},PSAL,20071129,,4,x,AO\n`

let folder: string
let path: string
const logged: { level: string; sentence: string }[] = []
const log = {
  info: (_facts: object, sentence: string) => void logged.push({ level: 'info', sentence }),
  warn: (_facts: object, sentence: string) => void logged.push({ level: 'warn', sentence }),
  error: (_facts: object, sentence: string) => void logged.push({ level: 'error', sentence }),
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grey-list-'))
  path = join(folder, 'ar_greylist.txt')
  logged.length = 0
})
afterEach(() => rm(folder, { recursive: true }))

/** As a careful administrator replaces a file: written beside it, then moved over it. */
async function replace(text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

it('is read at the start, and again when the file is replaced', async () => {
  await writeFile(path, listOf('1900432'))
  const watched = await watchGreyList(path, log, 20)
  try {
    expect([...watched.current().keys()]).toEqual(['1900432'])
    await replace(listOf('1900727'))
    await vi.waitFor(() => expect([...watched.current().keys()]).toEqual(['1900727']), { timeout: 3000 })
  } finally {
    watched.close()
  }
})

it('keeps the last good list where the new one cannot be used, and logs that', async () => {
  await writeFile(path, listOf('1900432'))
  const watched = await watchGreyList(path, log, 20)
  try {
    await replace('half a li')
    await vi.waitFor(() => expect(logged.filter(({ level }) => level === 'error')).toHaveLength(1), { timeout: 3000 })
    expect([...watched.current().keys()]).toEqual(['1900432'])
    await rm(path)
    await vi.waitFor(() => expect(logged.filter(({ level }) => level === 'error')).toHaveLength(2), { timeout: 3000 })
    expect([...watched.current().keys()]).toEqual(['1900432'])
    await writeFile(path, listOf('1900727'))
    await vi.waitFor(() => expect([...watched.current().keys()]).toEqual(['1900727']), { timeout: 3000 })
  } finally {
    watched.close()
  }
})

it('stops the start where there is no good list, naming the setting', async () => {
  await expect(watchGreyList(join(folder, 'none.txt'), log)).rejects.toThrow(/GREY_LIST_PATH/)
  await writeFile(path, 'something else')
  await expect(watchGreyList(path, log)).rejects.toThrow(/GREY_LIST_PATH: The grey list does not begin/)
})

it('says how old it is and how many of its lines hold for nothing', async () => {
  await writeFile(path, `${listOf('1900432')}1900433,PSAL,someday,,4,x,AO\n`)
  const watched = await watchGreyList(path, log, 20)
  try {
    expect([...watched.current().keys()]).toEqual(['1900432'])
    expect(watched.unreadable()).toBe(1)
    expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(1)
    expect(Math.abs(watched.writtenAt() - Date.now())).toBeLessThan(60_000)
    await replace(header)
    await vi.waitFor(() => expect([...watched.current().keys()]).toEqual([]), { timeout: 3000 })
    expect(watched.unreadable()).toBe(0)
  } finally {
    watched.close()
  }
})
