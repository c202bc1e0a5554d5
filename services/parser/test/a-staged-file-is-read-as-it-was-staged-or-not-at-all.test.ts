import { readFile } from 'node:fs/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openParser } from './support/openParser.ts'
import { unpack } from './support/unpack.ts'

let parser: Awaited<ReturnType<typeof openParser>>
beforeAll(async () => {
  parser = await openParser('parser-staged')
})
afterAll(() => parser[Symbol.asyncDispose]())
// Whatever became of the file, nothing of it is left on the disk.
afterEach(async () => expect(await parser.leftovers()).toEqual([]))

test('a file in the bucket becomes its profiles, closed by their number', async () => {
  const { filename, bytes, known } = bgcMultiProfile()
  const outputs = await parser.handle(await parser.stage(filename, bytes))
  expect(outputs.map((each) => each.type)).toEqual(['ProfileParsed', 'ProfileParsed', 'ProfileParsed', 'FileParsed'])
  expect(outputs.at(-1)?.value).toMatchObject({ profiles_parsed: known.profiles.length, void_reason: null })
  const runs = new Set(outputs.map((each) => ('run_id' in each.value ? each.value.run_id : undefined)))
  expect(runs.size).toBe(1)
})

test('two files at once do not mix', async () => {
  const core = coreSingleProfile()
  const bgc = bgcMultiProfile()
  const files = [await parser.stage(core.filename, core.bytes), await parser.stage(bgc.filename, bgc.bytes)]
  const [first, second] = await Promise.all(files.map((file) => parser.handle(file)))
  expect([first?.length, second?.length]).toEqual([2, 4])
})

// A small file stays in memory, a larger one goes by way of the disk.
const sizes = [
  ['small', (bytes: Buffer) => bytes],
  ['larger', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(3 << 20)])],
] as const

test.each(sizes)('a %s file, and what is behind its last value', async (_size, sized) => {
  const { filename, bytes } = coreSingleProfile()
  const outputs = await parser.handle(await parser.stage(filename, sized(bytes)))
  expect(outputs.map((each) => each.type)).toEqual(['ProfileParsed', 'FileParsed'])
})

test('a small NetCDF-4 file, whose library wants it on the disk', async () => {
  await using files = await unpack('containers')
  const { filename, known } = bgcMultiProfile()
  const bytes = await readFile(files.path(filename.replace('.nc', '.nc4.nc')))
  const outputs = await parser.handle(await parser.stage(filename, bytes))
  expect(outputs.at(-1)?.value).toMatchObject({ profiles_parsed: known.profiles.length, void_reason: null })
})

describe.each(sizes)('a %s object', (_size, sized) => {
  test.each([
    ['more bytes', { size_bytes: 100 }, 'it has more than its 100 bytes'],
    ['fewer bytes', { size_bytes: 10_000_000 }, 'instead of 10000000'],
    ['a byte less', (file: FileStaged) => ({ size_bytes: file.size_bytes + 1 }), 'bytes instead of'],
    ['a byte more', (file: FileStaged) => ({ size_bytes: file.size_bytes - 1 }), 'it has more than its'],
    ['another digest', { sha256: '0'.repeat(64) }, 'it has another SHA-256'],
  ] as const)('with %s than was staged', async (_what, change, sentence) => {
    const { filename, bytes } = coreSingleProfile()
    const staged = await parser.stage(filename, sized(bytes))
    const file = { ...staged, ...(typeof change === 'function' ? change(staged) : change) }
    await expect(parser.handle(file)).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      retryable: false,
      message: expect.stringContaining(sentence),
    })
  })

  test('that is gone', async () => {
    const { filename, bytes } = coreSingleProfile()
    const file = await parser.stage(filename, sized(bytes))
    await parser.bucket.remove(file.object_key)
    await expect(parser.handle(file)).rejects.toMatchObject({ code: 'OBJECT_MISSING', retryable: false })
  })

  test('of which an abort ends the reading with its reason', async () => {
    const { filename, bytes } = coreSingleProfile()
    const reason = new Error('the stage stops')
    const file = await parser.stage(filename, sized(bytes))
    await expect(parser.handle(file, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
