import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { settledFiles } from './settledFiles.ts'

const folder = mkdtempSync(join(tmpdir(), 'floatchat-unit-'))
function write(name: string, text: string, secondsAgo: number): void {
  const path = join(folder, name)
  writeFileSync(path, text)
  utimesSync(path, Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo)
}

it('finds a file once it is no longer written, and again only when it has changed', async () => {
  const find = settledFiles(folder)
  const names = async () => (await find()).map(({ path }) => path.slice(folder.length + 1))
  write('old.nc', 'CDF', 60)
  write('fresh.nc', 'CDF', 0)
  expect(await names()).toEqual(['old.nc'])
  expect(await names()).toEqual([])
  write('fresh.nc', 'CDF more', 30)
  expect(await names()).toEqual(['fresh.nc'])
  write('old.nc', 'CDF other', 50)
  expect(await names()).toEqual(['old.nc'])
})
