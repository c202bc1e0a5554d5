import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { Fault, faultyDatabase, faultyMessage } from './support/faults.ts'
import { orphans, versionsAstray } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

/** How many places are tried, here and in the cleaner; set it for a long run. */
const places = Number(process.env.FAULT_PLACES ?? 150)

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-faults')
})
afterAll(() => suite.close())

const rejection = { profile_number: 1, platform_number: null, cycle_number: null, reason: 'unreadable' }
const files: readonly FileSketch[] = [
  { file: 1, profiles: [1, 2, 3].map((cycle) => ({ cycle, levels: 4 })), rejected: [rejection] },
  { file: 2, profiles: [3, 4, 5].map((cycle) => ({ cycle, levels: 4, mode: 'D' as const, verdict: 4 })) },
  { file: 3, profiles: [1, 6].map((cycle) => ({ cycle, levels: 4, mode: 'A' as const })) },
]
/** Sent before, so that there is something to replace and something to vanish. */
const before: FileSketch = { file: 2, run: 0, profiles: [3, 9].map((cycle) => ({ cycle, levels: 2, seed: 2 })) }

const errors = {
  'a fault of the writer': () => new TypeError("Cannot read properties of undefined (reading 'length')"),
  'a refusal': () => Object.assign(new Error('value too long for type'), { code: '22001' }),
  'a lost connection': () => new Error('Connection terminated unexpectedly'),
  'a deadlock': () => Object.assign(new Error('deadlock detected'), { code: '40P01' }),
} as const

/** Whatever happened: each file has ended, and a file that is said to be written is there with every profile. */
async function check(log: MemoryLog): Promise<void> {
  expect(log.lag).toBe(0)
  expect(await orphans(suite)).toBe(0)
  expect(await versionsAstray(suite)).toBe(0)
  const recorded = new Map(
    (
      await suite.rows<{ name: string; run: string; versions: number }>(
        `select source_filename as name, written_run_id as run, count(v.profile_number)::int as versions
          from datasets left join profile_versions v using (dataset_id) group by 1, 2`,
      )
    ).map((row) => [row.name, row]),
  )
  for (const sketch of files) {
    const name = `file${sketch.file}.nc`
    const event = log.events.findLast(({ file }) => file.filename === name)
    const letters = log.deadLetters.filter(
      ({ message }) => message.type === 'FileCleaned' && message.value.parsed.file.filename === name,
    )
    expect(Number(event !== undefined) + letters.length, name).toBeGreaterThan(0)
    if (event === undefined) continue
    const profiles = sketch.profiles?.length ?? 0
    const rejected = sketch.rejected?.length ?? 0
    expect(event.profiles_total).toBe(profiles + rejected)
    expect(event.profiles_ingested + event.profiles_superseded).toBe(profiles)
    expect(event.rejected).toHaveLength(rejected)
    expect(event.statistics.profile_count).toBe(profiles)
    expect(recorded.get(name)).toEqual({ name, run: event.run_id, versions: profiles })
  }
}

/** A handful of rows is deleted twice as fast as all tables are emptied, which gives each of them and of their indexes a new file. */
async function prepare(): Promise<void> {
  await suite.rows(
    'delete from profiles; delete from datasets; delete from floats; delete from outbox; delete from profile_changes; delete from floats_to_judge',
  )
  const log = new MemoryLog()
  log.append(messagesOf(before))
  await log.run(createWriter(suite.database, suite.settings))
}

const streamBytes = fc.constantFrom(1, 2_500, 1_000_000)

test(`a fault in the reading of a record, at any of ${places} places, once or for ever`, async () => {
  let struck = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_500 }),
      fc.boolean(),
      fc.constantFrom(0, 1, 2),
      streamBytes,
      async (at, forEver, which, WRITER_STREAM_BYTES) => {
        await prepare()
        const fault = new Fault(at, forEver, errors['a fault of the writer'])
        const log = new MemoryLog()
        for (const [index, file] of files.entries()) {
          const messages = [...messagesOf(file)]
          log.append(index === which ? messages.map((one) => faultyMessage(one, fault)) : messages)
        }
        await log.run(createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES }), { batch: 4 })
        fault.isOver = true
        if (fault.struck) struck += 1
        await check(log)
        // The other files are none the worse for it, and one fault alone is got over.
        const names = new Set(log.events.map(({ file }) => file.filename))
        for (const [index, { file }] of files.entries()) {
          if (index !== which || !forEver) expect(names).toContain(`file${file}.nc`)
        }
      },
    ),
    { numRuns: places },
  )
  expect(struck).toBeGreaterThan(places / 4)
}, 3_600_000)

test(`a fault at a statement, before or after it, at any of ${places} places, once or for ever`, async () => {
  let struck = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 120 }),
      fc.boolean(),
      // Of what does not pass by itself, only faults and refusals: an outage for ever is waited for as long.
      fc.constantFrom(...(Object.keys(errors) as (keyof typeof errors)[])),
      streamBytes,
      async (at, forEver, kind, WRITER_STREAM_BYTES) => {
        await prepare()
        const passes = kind === 'a lost connection' || kind === 'a deadlock'
        const fault = new Fault(at, forEver && !passes, errors[kind])
        const log = new MemoryLog()
        for (const file of files) log.append(messagesOf(file))
        const database = faultyDatabase(suite.database, fault)
        await log.run(createWriter(database, { ...suite.settings, WRITER_STREAM_BYTES }), { batch: 4 })
        fault.isOver = true
        if (fault.struck) struck += 1
        await check(log)
        if (!forEver && kind !== 'a refusal') expect(new Set(log.events.map(({ file }) => file.filename)).size).toBe(3)
      },
    ),
    { numRuns: places },
  )
  expect(struck).toBeGreaterThan(places / 4)
}, 3_600_000)
