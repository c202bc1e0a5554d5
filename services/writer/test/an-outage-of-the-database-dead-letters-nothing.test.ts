import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { digestTables } from '@floatchat/db/test/support/digestTables'
import { Gate } from '@floatchat/stack/Gate'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { writerConnection } from '../src/writerConnection.ts'
import { orphans } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
let gate: Gate
let behindGate: Database
beforeAll(async () => {
  suite = await writerDatabase('writer-outage')
  const url = new URL(suite.settings.DATABASE_URL)
  gate = new Gate(url.hostname, Number(url.port || 5432))
  url.port = String(await gate.open())
  url.hostname = '127.0.0.1'
  behindGate = await connectDatabase(...writerConnection({ ...suite.settings, DATABASE_URL: url.href }))
})
afterAll(async () => {
  await behindGate.close()
  await gate.shut()
  await suite.close()
})
beforeEach(() => suite.clear())

const files: FileSketch[] = [1, 2, 3].map((file) => ({
  file,
  profiles: Array.from({ length: 20 }, (_, cycle) => ({ platform: `190000${file}`, cycle, levels: 50 })),
}))

// In memory, and streaming.
test.each([1_000_000, 10_000])(
  'the writer waits while the database is away, and writes everything (streaming from %i bytes)',
  async (WRITER_STREAM_BYTES) => {
    const log = new MemoryLog()
    for (const file of files) log.append(messagesOf(file))
    await log.run(createWriter(suite.database, suite.settings))
    const expected = await digestTables(suite.database.pool)

    for (const after of [0, 10, 25, 40]) {
      await suite.clear()
      const shaken = new MemoryLog()
      for (const file of files) shaken.append(messagesOf(file))
      const writer = createWriter(behindGate, { ...suite.settings, WRITER_STREAM_BYTES })
      await shaken.run(writer, { batch: 7, messages: after })
      await gate.shut()
      const running = shaken.run(writer, { batch: 7 })
      await vi.waitFor(() => expect(shaken.outages).toBeGreaterThan(0), { timeout: 30_000, interval: 5 })
      await gate.open()
      await running
      expect(shaken.deadLetters).toEqual([])
      expect(shaken.lag).toBe(0)
      expect(await digestTables(suite.database.pool)).toEqual(expected)
      expect(await orphans(suite)).toBe(0)
    }
  },
)
