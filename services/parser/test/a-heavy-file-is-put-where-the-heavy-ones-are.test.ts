import { buffer } from 'node:stream/consumers'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { layOutHeavyFile } from '@floatchat/fixtures/layOutHeavyFile'
import { writeHdf5File } from '@floatchat/fixtures/writeHdf5File'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openParser } from './support/openParser.ts'

let parser: Awaited<ReturnType<typeof openParser>>
beforeAll(async () => {
  parser = await openParser('parser-heavy', { FILE_HEAVY_BYTES: '200000' })
})
afterAll(() => parser[Symbol.asyncDispose]())
afterEach(async () => expect(await parser.leftovers()).toEqual([]))

const water = { pressure: (level: number) => 2 + level, temperature: () => 10, salinity: () => 35 }
const layOut = (profiles: number, levels: number) =>
  layOutHeavyFile({ platformNumber: '6900001', profiles, levels, ...water })

async function zipOf(members: number): Promise<Buffer> {
  const zip = new ZipFile()
  const bytes = writeClassicFile(layOut(1, 5))
  for (let number = 0; number < members; number += 1) zip.addBuffer(bytes, `${number}.nc`)
  zip.end()
  return buffer(zip.outputStream)
}

const among = (weight: 'light' | 'heavy', file: FileStaged) => parser.handle(file, new AbortController().signal, weight)

test.each([
  ['is large', 'large.nc', async () => writeClassicFile(layOut(60, 500))],
  ['is small and holds much', 'packed.nc', () => writeHdf5File(layOut(100, 200))],
  ['is a zip of many', 'many.zip', () => zipOf(21)],
])('what %s is passed on as it came, and read there', async (_, name, make) => {
  const file = await parser.stage(name, await make())
  const passedOn = await among('light', file)
  expect(passedOn).toEqual([
    { topic: expect.objectContaining({ name: 'files.staged' }), type: 'FileStaged', value: file, weight: 'heavy' },
  ])
  const outputs = await among('heavy', file)
  expect(outputs.length).toBeGreaterThan(20)
  // The members of a zip are weighed by themselves.
  for (const { type, weight } of outputs) expect(weight).toBe(type === 'FileStaged' ? 'light' : undefined)
})

test.each([
  ['a file of a profile', 'small.nc', async () => writeClassicFile(layOut(1, 100))],
  ['a zip of a few', 'few.zip', () => zipOf(20)],
])('%s is read where it came', async (_, name, make) => {
  const outputs = await among('light', await parser.stage(name, await make()))
  expect(outputs.map(({ weight }) => weight)).not.toContain('heavy')
  expect(outputs.length).toBeGreaterThan(1)
})
