import { digestTables } from '@floatchat/db/test/support/digestTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createWriter } from '../src/handle.ts'
import type { Message } from '../src/runs/Message.ts'
import type { WriterSettings } from '../src/settings.ts'
import { orphans, rowCounts } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf, stagedFile } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-stream')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

const large = (file: number, cycles = 30): FileSketch => ({
  file,
  profiles: Array.from({ length: cycles }, (_, cycle) => ({ platform: `190000${file}`, cycle, levels: 100 })),
})
const start = (overrides: Partial<WriterSettings>) => createWriter(suite.database, { ...suite.settings, ...overrides })
const tight = { WRITER_STREAM_BYTES: 20_000, WRITER_FILE_BYTES: 40_000 }

/** Messages of several files by turns, as if they had come to one partition at the same time. */
function alternate(...files: FileSketch[]): Message[] {
  const streams = files.map((file) => [...messagesOf(file)])
  const longest = Math.max(...streams.map((stream) => stream.length))
  return Array.from({ length: longest }, (_, index) => streams.flatMap((stream) => stream[index] ?? [])).flat()
}

async function digestOf(...files: FileSketch[]) {
  const log = new MemoryLog()
  for (const file of files) log.append(messagesOf(file))
  await log.run(start({}))
  const digests = await digestTables(suite.database.pool)
  await suite.clear()
  return digests
}

test.each([1, 5, 1_000])(
  'more large files by turns in one partition than transactions may be open (%i messages a fetch)',
  async (batch) => {
    const files = [large(1), large(2), large(3), large(4), { file: 5, profiles: [{ cycle: 1 }] }]
    const expected = await digestOf(...files)
    const log = new MemoryLog()
    log.append(alternate(...files))
    await log.run(start({ ...tight, WRITER_MAX_OPEN_TRANSACTIONS: 1 }), { batch })
    expect(log.rewinds).toBeGreaterThan(0)
    expect(log.deadLetters).toEqual([])
    expect(log.lag).toBe(0)
    expect(await digestTables(suite.database.pool)).toEqual(expected)
    expect(await orphans(suite)).toBe(0)
  },
)

test('more partitions with large files than transactions may be open', async () => {
  const files = [large(1), large(2), large(3), large(4)]
  const expected = await digestOf(...files)
  const writer = start({ ...tight, WRITER_MAX_OPEN_TRANSACTIONS: 2 })
  const logs = await Promise.all(
    files.map(async (file, partition) => {
      const log = new MemoryLog(partition)
      log.append(messagesOf(file))
      await log.run(writer, { batch: 4 })
      return log
    }),
  )
  expect(logs.flatMap((log) => log.events)).toHaveLength(4)
  expect(logs.map((log) => log.lag)).toEqual([0, 0, 0, 0])
  expect(await digestTables(suite.database.pool)).toEqual(expected)
})

test('memory for all files together is bounded: what is too much is let go of and read again', async () => {
  const files = [large(1), large(2), large(3)]
  const expected = await digestOf(...files)
  const log = new MemoryLog()
  log.append(alternate(...files))
  await log.run(
    start({
      WRITER_STREAM_BYTES: 10_000_000,
      WRITER_FILE_BYTES: 10_000_000,
      WRITER_BUFFER_BYTES: 60_000,
      WRITER_MAX_OPEN_TRANSACTIONS: 1,
    }),
    { batch: 10 },
  )
  expect(log.lag).toBe(0)
  expect(await digestTables(suite.database.pool)).toEqual(expected)
})

test('an idle transaction is rolled back, and the file is read again when more comes', async () => {
  const expected = await digestOf(large(1))
  const messages = [...messagesOf(large(1))]
  const log = new MemoryLog()
  const writer = start({ ...tight, WRITER_IDLE_SECONDS: 0.3 })
  log.append(messages.slice(0, 20))
  await log.run(writer, { batch: 5 })
  expect(await openTransactions()).toBe(1)
  await vi.waitFor(async () => expect(await openTransactions()).toBe(0), { timeout: 30_000, interval: 20 })
  expect(await rowCounts(suite)).toMatchObject({ profiles: 0, levels: 0 })
  expect(log.committed).toBe(0n)
  log.append(messages.slice(20))
  await log.run(writer, { batch: 5 })
  expect(log.rewinds).toBe(1)
  expect(log.events).toHaveLength(1)
  expect(log.lag).toBe(0)
  expect(await digestTables(suite.database.pool)).toEqual(expected)
})

test('a streaming file holds no lock that another writer could wait for', async () => {
  const streaming = start(tight)
  const first = new MemoryLog(0)
  first.append([...messagesOf(large(1))].slice(0, 20))
  await first.run(streaming, { batch: 5 })
  expect(await openTransactions()).toBe(1)
  // The same profiles of the same float, by another writer, while the first is half way.
  const other = createWriter(await suite.another(), suite.settings)
  const second = new MemoryLog(1)
  second.append(messagesOf({ ...large(2), profiles: large(1).profiles ?? [] }))
  await second.run(other)
  expect(second.events[0]).toMatchObject({ profiles_ingested: 30 })
  first.append([...messagesOf(large(1))].slice(20))
  await first.run(streaming, { batch: 5 })
  expect(first.events[0]).toMatchObject({ profiles_ingested: 30, profiles_superseded: 0 })
  expect(await rowCounts(suite)).toMatchObject({ profiles: 30, levels: 3_000 })
  expect(await orphans(suite)).toBe(0)
})

test('what was not worth copying and is needed after all is read again', async () => {
  // A better version is there when the file is looked up, and gone when it is finished.
  const better = { ...large(2), profiles: (large(1).profiles ?? []).map((one) => ({ ...one, mode: 'D' as const })) }
  const log = new MemoryLog()
  log.append(messagesOf(better))
  const writer = start(tight)
  await log.run(writer)
  const messages = [...messagesOf(large(1))]
  // As the upload records it: by its digest the file is told from others before it is whole.
  const { file_id, sha256 } = stagedFile(large(1))
  await readRows(suite.database, `insert into datasets (file_id, raw_file_sha256) values ('${file_id}', '${sha256}')`)
  log.append(messages.slice(0, 29))
  await log.run(writer, { batch: 5 })
  await readRows(suite.database, 'delete from profiles')
  await readRows(suite.database, 'delete from profile_versions')
  log.append(messages.slice(29))
  await log.run(writer, { batch: 5 })
  expect(log.rewinds).toBe(1)
  expect(log.events.at(-1)).toMatchObject({ profiles_ingested: 30 })
  expect(await rowCounts(suite)).toMatchObject({ profiles: 30, levels: 3_000, variables: 90 })
  expect(log.lag).toBe(0)
})

async function openTransactions(): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    suite.database,
    `select count(*)::int from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`,
  )
  return row?.count ?? Number.NaN
}
