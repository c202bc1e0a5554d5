import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filesBelow } from './filesBelow.ts'

const folder = mkdtempSync(join(tmpdir(), 'floatchat-unit-'))
mkdirSync(join(folder, 'deep/er'), { recursive: true })
for (const name of ['b.nc', 'a.NC', 'notes.txt', 'deep/er/c.zip', 'deep/d.nc4']) writeFileSync(join(folder, name), name)

it('finds what can be ingested below a folder, in order', async () => {
  const found = await filesBelow([folder])
  expect(found.map(({ path }) => path.slice(folder.length + 1))).toEqual([
    'a.NC',
    'b.nc',
    'deep/d.nc4',
    'deep/er/c.zip',
  ])
  expect(found[0]).toMatchObject({ sizeBytes: 4 })
})

it('takes a file that is named as it is, and leaves the judgement to the gateway', async () => {
  const path = join(folder, 'notes.txt')
  expect(await filesBelow([path])).toEqual([{ path, sizeBytes: 9 }])
})

it('names a path that is not there', async () => {
  await expect(filesBelow([join(folder, 'none.nc')])).rejects.toThrow(`There is no file or folder '${folder}/none.nc'.`)
})
