import { lockFloats } from '@floatchat/db/floats/lockFloats'
import { OpenTransaction } from '@floatchat/db/OpenTransaction'
import { digestTables } from '@floatchat/db/test/support/digestTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { Archive } from './support/Archive.ts'
import { feedCopy, shownProfiles } from './support/feedCopy.ts'
import { orphans, rowCounts, takeRereads, versionsAstray } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, fileIdOf, messagesOf, type ProfileSketch } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

/** How many histories are tried; set it for a long run. */
const histories = Number(process.env.WRITER_HISTORIES ?? 60)

let suite: WriterDatabase
let archive: Archive
beforeAll(async () => {
  suite = await writerDatabase('writer-withdrawals')
  archive = new Archive(suite.database)
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

interface Running {
  readonly streamBytes?: number
  readonly batch?: number
  /** After how many messages the writer dies, once. */
  readonly kill?: number | undefined
}

async function run(log: MemoryLog, { streamBytes = 1_000_000, batch = 3, kill }: Running = {}): Promise<void> {
  const writer = () => createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES: streamBytes })
  if (kill !== undefined) {
    const doomed = writer()
    await log.run(doomed, { batch, messages: kill })
    log.crash()
    await doomed.forget(0)
  }
  await log.run(writer(), { batch })
  expect(log.deadLetters).toEqual([])
  expect(log.lag).toBe(0)
  expect(await orphans(suite)).toBe(0)
  expect(await versionsAstray(suite)).toBe(0)
}

async function write(files: readonly FileSketch[], log = new MemoryLog(), running: Running = {}): Promise<MemoryLog> {
  for (const file of files) log.append(messagesOf(file))
  await run(log, running)
  return log
}

const digests = () => digestTables(suite.database.pool)

async function expected(files: readonly FileSketch[]) {
  await suite.clear()
  await write(files)
  const found = await digests()
  await suite.clear()
  return found
}

const cycles = (all: readonly number[], more: ProfileSketch = {}): ProfileSketch[] =>
  all.map((cycle) => ({ cycle, ...more }))

const delayed: FileSketch = { file: 1, profiles: cycles([1, 2], { mode: 'D', seed: 2 }) }
const real: FileSketch = { file: 2, profiles: cycles([1, 2, 3], { seed: 1 }) }
const nothing: FileSketch[] = []

async function ask(log: MemoryLog, kind: 'withdraw' | 'restore' | 'purge', files: readonly number[]): Promise<void> {
  log.append(await archive.ask(kind, files))
  await run(log)
}

/** Reads again what the writer has asked for, until it asks for nothing more. */
async function reread(log: MemoryLog, files: readonly FileSketch[]): Promise<number> {
  let count = 0
  for (let asked = await takeRereads(suite); asked.length > 0; asked = await takeRereads(suite)) {
    count += asked.length
    const again = files.filter(({ file }) => asked.includes(fileIdOf(file)))
    await write(
      again.map((file) => ({ ...file, run: (file.run ?? 1) + 10 + count })),
      log,
    )
  }
  return count
}

describe('a withdrawn delayed-mode file', () => {
  test('gives way to the real-time file, and comes back as it was', async () => {
    const without = await expected([real])
    const both = await expected([real, delayed])
    const log = await write([delayed, real])
    await ask(log, 'withdraw', [1])
    expect(await rowCounts(suite)).toMatchObject({ profiles: 1 })
    expect(await reread(log, [delayed, real])).toBe(1)
    expect(await digests()).toEqual(without)
    await ask(log, 'restore', [1])
    // What is at hand stays until the better one has been read.
    expect((await digests()).profiles).toEqual(without.profiles)
    expect(await reread(log, [delayed, real])).toBe(1)
    expect(await digests()).toEqual(both)
    expect(await feedCopy(suite.database)).toEqual(await shownProfiles(suite.database))
  })

  test('is gone with its float where nothing else is held', async () => {
    const none = await expected(nothing)
    const log = await write([delayed])
    await ask(log, 'withdraw', [1])
    expect(await digests()).toEqual(none)
    expect(await takeRereads(suite)).toEqual([])
  })
})

test('a withdrawal told twice, late, or behind the restore that was asked for after it, changes nothing', async () => {
  const both = await expected([real, delayed])
  const log = await write([delayed, real])
  const withdrawn = await archive.ask('withdraw', [1])
  const restored = await archive.ask('restore', [1])
  log.append([...restored, ...withdrawn, ...withdrawn, ...restored])
  await run(log)
  await reread(log, [delayed, real])
  expect(await digests()).toEqual(both)
  expect(await archive.ask('restore', [1])).toEqual([])
})

test('what arrives for a withdrawn file is recorded and not shown, and says so', async () => {
  const without = await expected([real])
  const mended: FileSketch = { ...delayed, run: 5, profiles: cycles([1, 4], { mode: 'D', seed: 3 }) }
  const right = await expected([real, mended])
  for (const streamBytes of [1, 1_000_000]) {
    await suite.clear()
    const log = await write([real, delayed])
    await ask(log, 'withdraw', [1])
    await reread(log, [real, delayed])
    await write([mended], log, { streamBytes })
    expect(await digests()).toEqual(without)
    expect(log.events.at(-1)).toMatchObject({ profiles_ingested: 0, profiles_superseded: 2 })
    expect(log.events.at(-1)?.warnings.join()).toContain('withdrawn')
    await ask(log, 'restore', [1])
    await reread(log, [real, mended])
    expect(await digests()).toEqual(right)
  }
})

test('a file that is withdrawn while it is on its way is not shown', async () => {
  const none = await expected(nothing)
  const log = new MemoryLog()
  // Its dataset is there, as of an upload, and nothing is written.
  await readRows(
    suite.database,
    `insert into datasets (file_id, source_filename, raw_file_sha256) values ('${fileIdOf(1)}', 'file1.nc', null)`,
  )
  const messages = [...messagesOf(delayed)]
  const withdrawn = await archive.ask('withdraw', [1])
  log.append([...messages.slice(0, 1), ...withdrawn, ...messages.slice(1)])
  await run(log)
  expect(await digests()).toEqual(none)
  await ask(log, 'restore', [1])
  await reread(log, [delayed])
  expect(await digests()).toEqual(await expected([delayed]))
})

test('what was asked last of a file on its way holds, though it was asked before anything of it was done', async () => {
  const [none, whole] = [await expected(nothing), await expected([delayed])]
  for (const [kinds, digest] of [
    [['withdraw', 'restore'], whole],
    [['withdraw', 'restore', 'withdraw'], none],
  ] as const) {
    await suite.clear()
    await readRows(
      suite.database,
      `insert into datasets (file_id, source_filename, raw_file_sha256) values ('${fileIdOf(1)}', 'file1.nc', null)`,
    )
    const log = new MemoryLog()
    const asked: Awaited<ReturnType<Archive['ask']>>[] = []
    for (const kind of kinds) asked.push(await archive.ask(kind, [1]))
    // One by one: together the latest of them is all that is done. Before the last of them the file comes.
    for (const messages of asked.slice(0, -1)) {
      log.append(messages)
      await run(log)
    }
    await write([delayed], log)
    log.append(asked.at(-1) ?? [])
    await run(log)
    log.append(await archive.take())
    await run(log)
    await reread(log, [delayed])
    expect(await digests()).toEqual(digest)
  }
})

test('the same bytes under another dataset keep everything where it is', async () => {
  const copy: FileSketch = { ...delayed, file: 5, bytesOf: 1, run: 2 }
  const log = await write([delayed, copy, real])
  const before = await digests()
  await ask(log, 'withdraw', [1])
  expect(await digests()).toEqual(before)
  expect(await takeRereads(suite)).toEqual([])
  expect(await feedCopy(suite.database)).toEqual(await shownProfiles(suite.database))
  await ask(log, 'purge', [1])
  expect(await digests()).toEqual(before)
  await ask(log, 'withdraw', [5])
  await reread(log, [real])
  expect(await digests()).toEqual(await expected([real]))
})

test('the same bytes that come while a withdrawal waits for them keep everything where it is', async () => {
  const other = await suite.another()
  const log = await write([delayed])
  const before = await digests()
  log.append(await archive.ask('withdraw', [1]))
  const writing = await OpenTransaction.begin(other.pool)
  const [held] = await readRows<{ sha256: string }>(other, 'select raw_file_sha256 as sha256 from datasets')
  await lockFloats(writing.connection, [held?.sha256 ?? ''], [])
  const withdrawing = run(log)
  const waiting = `select from pg_locks join pg_database d on d.oid = database and datname = current_database()
    where locktype = 'advisory' and not granted`
  await expect.poll(() => readRows(other, waiting), { timeout: 10_000 }).toHaveLength(1)
  await readRows(
    other,
    `insert into datasets (file_id, source_filename, raw_file_sha256, written_run_id, written_event)
      select '${fileIdOf(5)}', source_filename, raw_file_sha256, written_run_id, written_event from datasets`,
  )
  await writing.commit()
  await withdrawing
  expect(await digests()).toEqual(before)
})

test('a meta-data file takes back what it said of its float', async () => {
  const meta: FileSketch = { file: 3, meta: { platform_number: '1901393', float_type: 'BGC', program: 'A' } }
  const without = await expected([real])
  const log = await write([real, meta])
  const both = await digests()
  await ask(log, 'withdraw', [3])
  expect(await digests()).toEqual(without)
  await ask(log, 'restore', [3])
  expect(await digests()).toEqual(both)
  await ask(log, 'withdraw', [2, 3])
  expect(await digests()).toEqual(await expected(nothing))
})

test('a zip is withdrawn with its members, late ones too, and one that was out before stays out', async () => {
  const [zip] = await readRows<{ dataset_id: number }>(
    suite.database,
    "insert into datasets (source_filename) values ('all.zip') returning dataset_id",
  )
  const parentDataset = zip?.dataset_id ?? 0
  const members = [1, 2, 3, 4].map((file): FileSketch => ({ file, parentDataset, profiles: cycles([file]) }))
  const [one, two, three, four] = members as [FileSketch, FileSketch, FileSketch, FileSketch]
  const log = await write([one, two])
  await ask(log, 'withdraw', [1])
  const asked = await archive.askFor('withdraw', [parentDataset])
  expect(asked).toHaveLength(2)
  // Between the request and its doing another member is written, and behind it one more.
  await write([three], log)
  log.append(asked)
  await run(log)
  log.append(await archive.take())
  await write([four], log)
  expect(await rowCounts(suite)).toMatchObject({ profiles: 0, datasets: 5 })
  log.append(await archive.askFor('restore', [parentDataset]))
  await run(log)
  log.append(await archive.take())
  await run(log)
  await reread(log, members)
  const shown = await readRows<{ cycle_number: number }>(suite.database, 'select cycle_number from profiles order by 1')
  expect(shown.map(({ cycle_number }) => cycle_number)).toEqual([2, 3, 4])
  await ask(log, 'restore', [1])
  await reread(log, members)
  expect(await rowCounts(suite)).toMatchObject({ profiles: 4 })
})

test('a purged file leaves nothing of its float behind', async () => {
  const log = await write([delayed])
  await ask(log, 'withdraw', [1])
  await ask(log, 'purge', [1])
  await write([{ ...delayed, run: 9 }], log)
  expect(await digests()).toEqual(await expected(nothing))
})

test('only what is withdrawn is purged, and what is purged neither comes back nor is recorded again', async () => {
  const log = await write([delayed, real])
  await ask(log, 'purge', [1])
  expect(await rowCounts(suite)).toMatchObject({ profiles: 3 })
  await ask(log, 'withdraw', [1])
  await reread(log, [real])
  await ask(log, 'purge', [1])
  expect(await archive.ask('restore', [1])).toEqual([])
  await write([{ ...delayed, run: 9 }], log)
  const versions = await readRows(suite.database, 'select distinct dataset_id from profile_versions')
  expect(versions).toHaveLength(1)
  expect(await digests()).toEqual(await expected([real]))
})

const profile: fc.Arbitrary<ProfileSketch> = fc.record({
  platform: fc.constantFrom('1901393', '6902746'),
  cycle: fc.integer({ min: 1, max: 3 }),
  levels: fc.integer({ min: 0, max: 12 }),
  mode: fc.constantFrom('R', 'A', 'D'),
  updated: fc.constantFrom(null, 1),
  seed: fc.integer({ min: 1, max: 3 }),
})
const metadata = fc.record({
  platform_number: fc.constantFrom('1901393', '6902746'),
  program: fc.constantFrom('A', 'B'),
  float_type: fc.constantFrom('core', 'deep', 'BGC'),
})
type Reading = Pick<FileSketch, 'profiles' | 'meta'>
const reading: fc.Arbitrary<Reading> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ profiles: fc.array(profile, { minLength: 1, maxLength: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ meta: metadata }) },
)

const bytes = fc.integer({ min: 1, max: 4 })
/** An upload: the file of these bytes, or another of the same. */
const upload = fc.integer({ min: 1, max: 8 })
const step = fc.oneof(
  // Sent, with what the parser of that moment reads; sent again with the same parser; read again with another.
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('send' as const), upload, reading }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), upload }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('withdraw' as const),
      uploads: fc.uniqueArray(upload, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('restore' as const),
      uploads: fc.uniqueArray(upload, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('purge' as const),
      uploads: fc.uniqueArray(upload, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reprocess' as const), bytes, reading }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const bytesOf = (file: number) => (file > 4 ? file - 4 : file)

/** What ought to be, by the steps alone. */
class Model {
  /** What the parser of the moment reads of these bytes. */
  readonly now = new Map<number, Reading>()
  readonly state = new Map<number, 'held' | 'withdrawn' | 'purged'>()

  isHeld = (of: number) => [of, of + 4].some((file) => this.state.get(file) === 'held')

  held(): FileSketch[] {
    return [1, 2, 3, 4].filter(this.isHeld).map((file) => ({ file, ...this.now.get(file) }))
  }
}

test(`after any of ${histories} histories of an archive the database is that of the files held, and so is its feed`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.record({
        streamBytes: fc.constantFrom(1, 2_000, 1_000_000),
        batch: fc.integer({ min: 1, max: 8 }),
        kill: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      }),
      fc.boolean(),
      async (steps, running, late) => {
        const model = new Model()
        const log = new MemoryLog()
        let number = 10
        await suite.clear()
        const send = (file: number) => {
          number += 1
          log.append(messagesOf({ file, bytesOf: bytesOf(file), run: number, ...model.now.get(bytesOf(file)) }))
        }
        const settle = async () => {
          for (let asked = await takeRereads(suite); asked.length > 0; asked = await takeRereads(suite)) {
            for (let file = 1; file <= 8; file += 1) if (asked.includes(fileIdOf(file))) send(file)
            await run(log, running)
          }
        }
        for (const one of steps) {
          await take(one, model, log, send)
          await run(log, running)
          if (!late) await settle()
        }
        await settle()
        const found = await digests()
        expect(await feedCopy(suite.database)).toEqual(await shownProfiles(suite.database))
        expect(found).toEqual(await expected(model.held()))
      },
    ),
    { numRuns: histories, interruptAfterTimeLimit: 3_000_000 },
  )
}, 3_600_000)

async function take(one: Step, model: Model, log: MemoryLog, send: (file: number) => void): Promise<void> {
  switch (one.kind) {
    case 'send':
    case 'again': {
      const file = one.upload
      if (one.kind === 'again' && !model.state.has(file)) return
      // Of a purged one what was on its way may still come; nobody reads it anew.
      if (one.kind === 'send' && model.state.get(file) !== 'purged') model.now.set(bytesOf(file), one.reading)
      if (!model.state.has(file)) model.state.set(file, 'held')
      return send(file)
    }
    case 'reprocess': {
      // Every dataset of these bytes that is not purged is read again.
      const files = [one.bytes, one.bytes + 4].filter((file) => (model.state.get(file) ?? 'purged') !== 'purged')
      if (files.length > 0) model.now.set(one.bytes, one.reading)
      for (const file of files) send(file)
      return
    }
    default: {
      const after = { withdraw: 'withdrawn', restore: 'held', purge: 'purged' } as const
      log.append(await archive.ask(one.kind, one.uploads))
      for (const file of one.uploads) {
        const before = model.state.get(file)
        if (before === undefined || before === 'purged' || (one.kind === 'purge' && before === 'held')) continue
        model.state.set(file, after[one.kind])
      }
    }
  }
}
