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
