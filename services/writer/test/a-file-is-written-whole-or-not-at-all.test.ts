import { setTimeout as sleep } from 'node:timers/promises'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { digestTables } from '@floatchat/db/test/support/digestTables'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { rowCounts, terminateWriters } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-whole', { WRITER_STREAM_BYTES: 50_000, WRITER_FILE_BYTES: 200_000 })
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

/** On a connection that nobody has broken. */
async function digest() {
  const reader = await connectDatabase(suite.settings, { applicationName: 'reader' })
  return digestTables(reader.pool).finally(() => reader.close())
}

const large = (version: number, profiles = 60): FileSketch => ({
  file: 1,
  run: version,
  profiles: Array.from({ length: profiles }, (_, cycle) => ({ cycle, levels: 100, updated: version, seed: version })),
})

test('a reader that polls sees nothing of a large file or all of it, at its first writing and when it is replaced', async () => {
  const seen = new Set<string>()
  const polling = { on: true, polls: 0 }
  const poll = (async () => {
    while (polling.on) {
      // One statement a poll: digests of one moment.
      seen.add(JSON.stringify(await rowCounts(suite)))
      polling.polls += 1
    }
  })()
  const writer = createWriter(suite.database, suite.settings)
  const log = new MemoryLog()
  log.append(messagesOf(large(1, 400)))
  await log.run(writer, { batch: 5 })
  await sleep(20)
  log.append(messagesOf(large(2, 400)))
  await log.run(writer, { batch: 5 })
  polling.on = false
  await poll
  expect(log.events).toHaveLength(2)
  expect(polling.polls).toBeGreaterThan(10)
  const none = JSON.stringify({ profiles: 0, variables: 0, levels: 0, positions: 0, datasets: 0, versions: 0 })
  const all = JSON.stringify({
    profiles: 400,
    variables: 1_200,
    levels: 40_000,
    positions: 400,
    datasets: 1,
    versions: 1,
  })
  expect([...seen].sort()).toEqual([none, all].sort())
})

test.each([1, 7, 30, 59, 61])(
  'a writer that loses its connections after %i messages writes the file all the same, once',
  async (after) => {
    const reference = new MemoryLog()
    reference.append(messagesOf(large(1)))
    await reference.run(createWriter(suite.database, suite.settings), { batch: 5 })
    const expected = await digestTables(suite.database.pool)
    await suite.clear()

    const log = new MemoryLog()
    log.append(messagesOf(large(1)))
    const writer = createWriter(suite.database, suite.settings)
    await log.run(writer, { batch: 5, messages: after })
    await terminateWriters(suite)
    await log.run(writer, { batch: 5 })
    expect(await digest()).toEqual(expected)
    expect(log.deadLetters).toEqual([])
    expect(log.lag).toBe(0)
    expect(new Set(log.events.map((event) => event.run_id)).size).toBe(1)
  },
)

test.each([0, 1, 2, 4, 8, 12, 16, 24, 32, 48])(
  'a partition that is taken away %i ms after the end of a file has come leaves all of it or nothing',
  async (delay) => {
    const messages = [...messagesOf(large(1))]
    const log = new MemoryLog()
    log.append(messages.slice(0, -1))
    const writer = createWriter(suite.database, suite.settings)
    await log.run(writer, { batch: 5 })
    log.append(messages.slice(-1))
    const finishing = log.run(writer, { batch: 5 })
    await sleep(delay)
    await writer.forget(0)
    await finishing
    const rows = await rowCounts(suite)
    expect([0, 60]).toContain(rows?.profiles)
    expect(rows).toMatchObject({ levels: 100 * (rows?.profiles ?? 0), variables: 3 * (rows?.profiles ?? 0) })
    // Whoever has the partition now reads what was not committed.
    log.crash()
    await log.run(createWriter(suite.database, suite.settings), { batch: 5 })
    expect(await rowCounts(suite)).toMatchObject({ profiles: 60, levels: 6_000, variables: 180 })
    expect(log.lag).toBe(0)
  },
)

test('what is thrown away before the end leaves nothing behind', async () => {
  const log = new MemoryLog()
  log.append(messagesOf(large(1)))
  const writer = createWriter(suite.database, suite.settings)
  await log.run(writer, { batch: 5, messages: 50 })
  await writer.forget(0)
  const digests = await digestTables(suite.database.pool)
  expect(Object.values(digests).map(({ rows }) => rows)).toEqual([0, 0, 0, 0, 0])
})
