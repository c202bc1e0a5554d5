import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openParser } from './support/openParser.ts'

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

test.each([
  ['more bytes', { size_bytes: 100 }, 'it has more than its 100 bytes'],
  ['fewer bytes', { size_bytes: 1_000_000 }, 'instead of 1000000'],
  ['another digest', { sha256: '0'.repeat(64) }, 'it has another SHA-256'],
])('an object with %s than was staged', async (_what, change, sentence) => {
  const { filename, bytes } = coreSingleProfile()
  const file = { ...(await parser.stage(filename, bytes)), ...change }
  await expect(parser.handle(file)).rejects.toMatchObject({
    code: 'FILE_CHANGED',
    retryable: false,
    message: expect.stringContaining(sentence),
  })
})

test('an object that is gone', async () => {
  const { filename, bytes } = coreSingleProfile()
  const file = await parser.stage(filename, bytes)
  await parser.bucket.remove(file.object_key)
  await expect(parser.handle(file)).rejects.toMatchObject({ code: 'OBJECT_MISSING', retryable: false })
})

test('an abort ends the work with its reason', async () => {
  const { filename, bytes } = coreSingleProfile()
  const reason = new Error('the stage stops')
  await expect(parser.handle(await parser.stage(filename, bytes), AbortSignal.abort(reason))).rejects.toBe(reason)
})
