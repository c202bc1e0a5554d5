import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WorkFolder } from './WorkFolder.ts'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'work-'))
})
afterEach(() => rm(parent, { recursive: true }))

test('a temporary file is gone with its value, the folder with its process', async () => {
  const folder = await WorkFolder.claim(parent)
  {
    await using file = folder.temporaryFile()
    await writeFile(file.path, 'x')
    expect(await readdir(folder.path)).toEqual([basename(file.path)])
  }
  expect(await readdir(folder.path)).toEqual([])
  await folder[Symbol.asyncDispose]()
  expect(await readdir(parent)).toEqual([])
})

test('leftovers of a killed process go; those of a living one, of another machine and of strangers stay', async () => {
  const source = join(import.meta.dirname, 'WorkFolder.ts')
  const program = `const { WorkFolder } = await import(${JSON.stringify(source)}); console.log((await WorkFolder.claim(process.argv[1])).path); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '--eval', program, parent], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [path] = await once(other.stdout, 'data')
  const theirs = String(path).trim()
  await writeFile(join(theirs, 'half-a-file'), 'x')
  for (const stranger of ['elsewhere.1.1', 'notes']) await mkdir(join(parent, stranger))
  // A process number that was given out again: it lives, and began at another time.
  const machine = hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')
  const reused = join(parent, `${machine}.${process.pid}.1`)
  await mkdir(reused)

  await using mine = await WorkFolder.claim(parent)
  expect([existsSync(theirs), existsSync(reused), existsSync(mine.path)]).toEqual([true, false, true])

  other.kill('SIGKILL')
  await once(other, 'exit')
  await WorkFolder.claim(parent)
  expect(existsSync(theirs)).toBe(false)
  expect((await readdir(parent)).sort()).toEqual([basename(mine.path), 'elsewhere.1.1', 'notes'].sort())
})
