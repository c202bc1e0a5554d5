import { memoryCodec } from '@floatchat/histories/memory/memoryCodec'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { ProfileIds } from '../src/writing/ProfileIds.ts'
import { writeTogether } from '../src/writing/writeTogether.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-flush')
})
afterAll(() => suite.close())

test('it fails with the reason, and the others are written', async () => {
  const log = new MemoryLog()
  for (const file of [1, 2, 3]) log.append(messagesOf({ file, profiles: [{ cycle: file, levels: 3 }] }))
  const ids = new ProfileIds()
  const write = writeTogether(suite.database, ids, 100)
  const faulty: typeof write = async (files) => {
    if (files.some(({ closing }) => closing.parsed.file.filename === 'file2.nc')) throw new TypeError('no such thing')
    return write(files)
  }
  await log.run(createWriter(suite.database, suite.settings, ids, faulty), { batch: 100 })
  expect(log.events.map(({ file }) => file.filename).sort()).toEqual(['file1.nc', 'file3.nc'])
  expect(log.deadLetters.map(({ error }) => error)).toMatchObject([
    { code: 'INTERNAL', message: expect.stringContaining('no such thing') },
  ])
  expect(log.lag).toBe(0)
})

test.each([2, 100])('so does one whose event cannot be encoded, with batches of %s messages', async (batch) => {
  const codec = memoryCodec()
  const log = new MemoryLog(0, {
    ...codec,
    encode(topic, type, value) {
      if (type === 'DatasetWritten' && JSON.stringify(value).includes('file5.nc')) {
        throw new RangeError('a number that does not fit')
      }
      return codec.encode(topic, type, value)
    },
  })
  for (const file of [4, 5, 6]) log.append(messagesOf({ file, profiles: [{ cycle: file, levels: 3 }] }))
  await log.run(createWriter(suite.database, suite.settings), { batch })
  expect([...new Set(log.events.map(({ file }) => file.filename))].sort()).toEqual(['file4.nc', 'file6.nc'])
  expect(log.deadLetters.map(({ error }) => error)).toMatchObject([
    { code: 'INTERNAL', message: expect.stringContaining('a number that does not fit') },
  ])
  expect(log.lag).toBe(0)
})
