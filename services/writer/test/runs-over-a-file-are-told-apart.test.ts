import { digestTables } from '@floatchat/db/test/support/digestTables'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import type { Message } from '../src/runs/Message.ts'
import { rowCounts } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf, runIdOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-runs')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

const file = (more: Partial<FileSketch> = {}): FileSketch => ({
  file: 1,
  profiles: [1, 2, 3, 4].map((cycle) => ({ cycle })),
  ...more,
})

// A file in memory, and one that streams: both ways must keep the same promises.
describe.each([
  { way: 'in memory', WRITER_STREAM_BYTES: 1_000_000 },
  { way: 'streaming', WRITER_STREAM_BYTES: 1 },
])('$way', ({ WRITER_STREAM_BYTES }) => {
  const start = () => createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES })
  const run = async (messages: Message[], log = new MemoryLog(), batch = 3) => {
    log.append(messages)
    await log.run(start(), { batch })
    return log
  }

  test('a gap is noticed and the missing profile named; nothing is written', async () => {
    const messages = [...messagesOf(file())].filter((_, index) => index !== 2)
    const log = await run(messages)
    expect(log.events).toEqual([])
    expect(log.deadLetters).toHaveLength(1)
    expect(log.deadLetters[0]?.message.type).toBe('FileCleaned')
    expect(log.deadLetters[0]?.error).toMatchObject({ code: 'INCOMPLETE_RUN', retryable: false })
    expect(log.deadLetters[0]?.error.message).toContain("'file1.nc'")
    expect(log.deadLetters[0]?.error.message).toContain('missing: profile 2.')
    expect(await rowCounts(suite)).toMatchObject({ profiles: 0, levels: 0, variables: 0, datasets: 0 })
    expect(log.lag).toBe(0)
  })

  test('profiles that the parser or the cleaner rejected are no gap, and are listed', async () => {
    const rejected = { profile_number: 1, platform_number: null, cycle_number: null, reason: 'unreadable' }
    const messages = [...messagesOf(file({ rejected: [rejected] }))]
    const second = messages[1] as Message
    if (second.type !== 'ProfileCleaned') throw new Error('a profile was expected')
    const { job_id, file_id, attempt, run_id, profile_number } = second.value
    const rejection = { profile_number, platform_number: '1901393', cycle_number: 2, reason: 'unjudgeable' }
    messages[1] = { ...second, type: 'ProfileRejected', value: { job_id, file_id, attempt, run_id, rejection } }
    const log = await run(messages)
    expect(log.deadLetters).toEqual([])
    expect(log.events).toHaveLength(1)
    expect(log.events[0]).toMatchObject({ profiles_total: 5, profiles_ingested: 3, profiles_superseded: 0 })
    expect(log.events[0]?.rejected.map((one) => one.reason)).toEqual(['unreadable', 'unjudgeable'])
  })

  test('repeated messages count once', async () => {
    const messages = [...messagesOf(file())]
    const log = await run([...messages.slice(0, 3), ...messages.slice(0, 2), ...messages])
    expect(log.deadLetters).toEqual([])
    expect(log.events).toHaveLength(1)
    expect(log.events[0]).toMatchObject({ profiles_ingested: 4, profiles_superseded: 0 })
    expect(await rowCounts(suite)).toMatchObject({ profiles: 4, levels: 20, variables: 12 })
  })

  test('a run sent again in full is passed over, and its event sent again', async () => {
    const log = await run([...messagesOf(file())])
    const digests = await digestTables(suite.database.pool)
    await run([...messagesOf(file())], log)
    expect(log.events).toHaveLength(2)
    expect(log.events[1]).toEqual(log.events[0])
    expect(await digestTables(suite.database.pool)).toEqual(digests)
  })

  test.each([1, 3, 4])(
    'a replay from the middle of a run (message %i) that was written long ago is no gap',
    async (from) => {
      const messages = [...messagesOf(file())]
      const log = await run(messages)
      await run(messages.slice(from), log)
      expect(log.deadLetters).toEqual([])
      expect(log.events).toHaveLength(2)
      expect(log.events[1]).toEqual(log.events[0])
    },
  )

  test('a later run takes the place of an unfinished one; what still comes of that is passed over', async () => {
    const first = [...messagesOf(file({ run: 1 }))]
    const second = [...messagesOf(file({ run: 2, profiles: [{ cycle: 1 }, { cycle: 2 }] }))]
    const log = await run([...first.slice(0, 2), ...second.slice(0, 1), ...first.slice(2), ...second.slice(1)])
    expect(log.deadLetters).toEqual([])
    expect(log.events.map((event) => event.run_id)).toEqual([runIdOf(1, 2)])
    expect(await rowCounts(suite)).toMatchObject({ profiles: 2 })
    expect(log.lag).toBe(0)
  })

  test('a run that is earlier by its id, after one whose parser died, is written, and that one let go of', async () => {
    const dead = [...messagesOf(file({ run: 2 }))].slice(0, 2)
    const live = [...messagesOf(file({ run: 1 }))]
    const log = await run([...dead, ...live])
    expect(log.deadLetters).toEqual([])
    expect(log.events.map((event) => event.run_id)).toEqual([runIdOf(1, 1)])
    expect(await rowCounts(suite)).toMatchObject({ profiles: 4, levels: 20, variables: 12 })
    expect(log.lag).toBe(0)
  })

  test('an earlier run beside a later one that lives is written, and then the later one', async () => {
    const later = [...messagesOf(file({ run: 2 }))]
    const earlier = [...messagesOf(file({ run: 1 }))]
    const log = await run([
      ...later.slice(0, 2),
      ...earlier.slice(0, 2),
      ...later.slice(2, 3),
      ...earlier.slice(2),
      ...later.slice(3),
    ])
    expect(log.deadLetters).toEqual([])
    expect(log.events.map((event) => event.run_id)).toEqual([runIdOf(1, 1), runIdOf(1, 2)])
    expect(await rowCounts(suite)).toMatchObject({ profiles: 4, levels: 20, variables: 12 })
    expect(log.lag).toBe(0)
  })

  test('an earlier run that comes after a later one was written changes nothing', async () => {
    const log = await run([...messagesOf(file({ run: 2 }))])
    const digests = await digestTables(suite.database.pool)
    await run([...messagesOf(file({ run: 1, profiles: [{ cycle: 9 }] }))], log)
    expect(log.events.map((event) => event.run_id)).toEqual([runIdOf(1, 2), runIdOf(1, 2)])
    expect(await digestTables(suite.database.pool)).toEqual(digests)
  })

  test('a run that broke off is forgotten', async () => {
    const broken = [...messagesOf(file({ voidReason: 'the file ended early' }))]
    const log = await run([...broken.slice(0, 2), broken.at(-1) as Message])
    expect(log.events).toEqual([])
    expect(log.deadLetters).toEqual([])
    expect(log.lag).toBe(0)
    expect(await rowCounts(suite)).toMatchObject({ profiles: 0, levels: 0, datasets: 0 })
  })

  test('the offset committed is the lowest that an open file still needs', async () => {
    const a = [...messagesOf(file({ file: 1 }))]
    const b = [...messagesOf(file({ file: 2, profiles: [{ cycle: 7 }, { cycle: 8 }] }))]
    const log = new MemoryLog()
    log.append([a[0], a[1], b[0], b[1], b[2]] as Message[])
    const writer = start()
    await log.run(writer, { batch: 2 })
    // The second file is written; the first has begun at offset 0.
    expect(log.events).toHaveLength(1)
    expect(log.committed).toBe(0n)
    // The partition goes to another instance: what the first had gathered comes again.
    log.crash()
    await writer.forget(0)
    log.append(a.slice(2))
    await log.run(start(), { batch: 2 })
    expect(new Set(log.events.map((event) => event.file.filename))).toEqual(new Set(['file1.nc', 'file2.nc']))
    expect(await rowCounts(suite)).toMatchObject({ profiles: 6, levels: 30 })
    expect(log.lag).toBe(0)
  })

  test('a file without a profile that could be ingested is a dead letter with its reason', async () => {
    const rejected = { profile_number: 0, platform_number: null, cycle_number: null, reason: 'JULD is missing.' }
    const log = await run([...messagesOf({ file: 1, rejected: [rejected] })])
    expect(log.deadLetters[0]?.error).toMatchObject({ code: 'NO_PROFILE' })
    expect(log.deadLetters[0]?.error.message).toContain('JULD is missing.')
  })

  test('progress is counted', async () => {
    const log = await run([...messagesOf(file())])
    expect(log.progress.map(({ done }) => done)).toEqual([1, 2, 3, 4])
  })
})

test('a run that is never finished does not hold the offset for ever', async () => {
  const hour = 3_600_000
  const begun = [...messagesOf(file({ file: 1 }))].slice(0, 2)
  const later = [...messagesOf(file({ file: 2 }))].map((message) => ({
    ...message,
    timestamp: message.timestamp + 25 * hour,
  }))
  const log = new MemoryLog()
  log.append([...begun, ...later])
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.events).toHaveLength(1)
  expect(log.lag).toBe(0)
})

test('runs over one file that alternate, and have a transaction between them, do not read each other again for ever', async () => {
  const cycles = (all: readonly number[]) => all.map((cycle) => ({ cycle, levels: 30 }))
  const streams = [
    [...messagesOf({ file: 2, profiles: cycles([11, 12, 13]) })],
    [...messagesOf({ file: 1, run: 1, profiles: cycles([1, 2, 3, 4, 5]) })],
    [...messagesOf({ file: 1, run: 6, profiles: cycles([1, 2, 3, 4, 5]) })],
  ]
  const log = new MemoryLog()
  for (let index = 0; index < 6; index += 1) log.append(streams.flatMap((stream) => stream[index] ?? []))
  const tight = { WRITER_STREAM_BYTES: 1, WRITER_FILE_BYTES: 3_000, WRITER_MAX_OPEN_TRANSACTIONS: 1 }
  await log.run(createWriter(suite.database, { ...suite.settings, ...tight }), { batch: 1 })
  expect(log.deadLetters).toEqual([])
  expect(log.lag).toBe(0)
  expect(log.events.map((event) => event.run_id)).toContain(runIdOf(1, 6))
  expect(await rowCounts(suite)).toMatchObject({ profiles: 8, levels: 240 })
})
