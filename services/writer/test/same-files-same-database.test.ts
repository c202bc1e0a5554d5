import { setTimeout as sleep } from 'node:timers/promises'
import { digestTables } from '@floatchat/db/test/support/digestTables'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import type { Message } from '../src/runs/Message.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf, type ProfileSketch } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

/** How many histories are tried; set it for a long run. */
const histories = Number(process.env.WRITER_HISTORIES ?? 60)

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-same-files')
})
afterAll(() => suite.close())

const profile: fc.Arbitrary<ProfileSketch> = fc.record({
  platform: fc.constantFrom('1901393', '6902746'),
  cycle: fc.integer({ min: 1, max: 3 }),
  levels: fc.integer({ min: 0, max: 40 }),
  mode: fc.constantFrom('R', 'A', 'D'),
  updated: fc.constantFrom(null, 1, 2),
  seed: fc.integer({ min: 1, max: 3 }),
  verdict: fc.constantFrom(0, 0, 4),
})

// The verdict is a function of the contents, as it is while the quality tests do not change.
const consistent = (one: ProfileSketch): ProfileSketch => ({ ...one, verdict: (one.seed ?? 0) === 2 ? 4 : 0 })

const content = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      profiles: fc.array(profile, { minLength: 1, maxLength: 8 }).map((all) => all.map(consistent)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      meta: fc.record({
        platform_number: fc.constantFrom('1901393', '6902746'),
        date_update: fc.constantFrom(null, 1_000, 2_000),
        program: fc.constantFrom('A', 'B'),
        float_type: fc.constantFrom('core', 'deep', 'BGC'),
      }),
    }),
  },
  // A bad one: the database refuses a platform number of this length.
  { weight: 1, arbitrary: fc.constant({ profiles: [{ platform: '9'.repeat(21) }] }) },
)

const files: fc.Arbitrary<FileSketch[]> = fc
  .array(content, { minLength: 1, maxLength: 6 })
  .map((contents) => contents.map((one, index) => ({ file: index + 1, ...one })))

interface History {
  readonly files: FileSketch[]
  /** The order in which the files are sent, some more than once, some as a run of their own. */
  readonly sent: { readonly index: number; readonly again: boolean }[]
  readonly writers: number
  readonly batch: number
  /** After how many messages a writer dies; then it starts again from what is committed. */
  readonly kills: number[]
  /** After how many milliseconds a partition is taken away, whatever is done at the moment. */
  readonly takenAway: number[]
  /** Whether messages of files alternate in a partition. */
  readonly interleaved: boolean
  readonly streamBytes: number
  readonly openTransactions: number
}

const history: fc.Arbitrary<History> = files.chain((given) =>
  fc.record({
    files: fc.constant(given),
    sent: fc
      .tuple(
        fc.shuffledSubarray(
          given.map((_, index) => index),
          { minLength: given.length, maxLength: given.length },
        ),
        fc.array(fc.record({ index: fc.nat({ max: given.length - 1 }), again: fc.boolean() }), { maxLength: 4 }),
      )
      .map(([all, more]) => [...all.map((index) => ({ index, again: false })), ...more]),
    writers: fc.integer({ min: 1, max: 3 }),
    batch: fc.integer({ min: 1, max: 20 }),
    kills: fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 4 }),
    takenAway: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
    interleaved: fc.boolean(),
    // From everything streams to nothing does.
    streamBytes: fc.constantFrom(1, 8_000, 1_000_000),
    openTransactions: fc.integer({ min: 1, max: 4 }),
  }),
)

/** Three runs over one file by turns: of the two that were overtaken only the rest is gathered, and too large to wait. */
const alternatingRuns: History = {
  files: [
    {
      file: 1,
      profiles: [16, 25, 6, 21, 3, 29, 35, 20].map((levels, index) => ({
        ...{ platform: '6902746', cycle: index + 1, levels, mode: 'R' as const, updated: 2, seed: 3, verdict: 0 },
      })),
    },
    {
      file: 2,
      profiles: [1, 2, 3, 4, 5].map((cycle) => ({ platform: '1901393', cycle, levels: 40, seed: 1, verdict: 0 })),
    },
  ],
  sent: [
    { index: 1, again: false },
    { index: 0, again: false },
    { index: 0, again: true },
    { index: 0, again: true },
  ],
  ...{ writers: 1, batch: 1, kills: [], takenAway: [], interleaved: true, streamBytes: 1, openTransactions: 1 },
}

test(`the database is the same after any of ${histories} histories of the same files`, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (one) => {
      await suite.clear()
      const plain = createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES: 1_000_000 })
      const log = new MemoryLog()
      for (const file of one.files) log.append(messagesOf(file))
      await log.run(plain)
      const expected = await digestTables(suite.database.pool)

      await suite.clear()
      await live(one)
      expect(await digestTables(suite.database.pool)).toEqual(expected)
    }),
    { examples: [[alternatingRuns]], numRuns: histories, interruptAfterTimeLimit: 3_000_000 },
  )
}, 3_600_000)

async function live(one: History): Promise<void> {
  const settings = {
    ...suite.settings,
    WRITER_STREAM_BYTES: one.streamBytes,
    WRITER_MAX_OPEN_TRANSACTIONS: one.openTransactions,
    WRITER_FILE_BYTES: 16_000,
  }
  // A file always comes to the same partition, and each writer has one.
  const logs = Array.from({ length: one.writers }, (_, partition) => new MemoryLog(partition))
  for (const [partition, log] of logs.entries()) {
    const mine = one.sent.filter(({ index }) => index % one.writers === partition)
    const streams = mine.map(({ index, again }, turn) => {
      const file = one.files[index] as FileSketch // It is below the length.
      // Sent again: either a run of its own, or the very same messages.
      return [...messagesOf(again ? { ...file, run: turn + 2 } : file)]
    })
    log.append(one.interleaved ? interleave(streams) : streams.flat())
  }
  await Promise.all(
    logs.map(async (log, number) => {
      const kills = one.kills.filter((_, index) => index % one.writers === number)
      for (const messages of kills) {
        const doomed = createWriter(suite.database, settings)
        await log.run(doomed, { batch: one.batch, messages })
        log.crash()
        await doomed.forget(number)
      }
      for (const milliseconds of one.takenAway.filter((_, index) => index % one.writers === number)) {
        const loser = createWriter(suite.database, settings)
        const running = log.run(loser, { batch: one.batch })
        await sleep(milliseconds)
        log.revoke()
        await loser.forget(number)
        await running
        log.crash()
      }
      await log.run(createWriter(suite.database, settings), { batch: one.batch })
      expect(log.lag).toBe(0)
    }),
  )
}

function interleave(streams: Message[][]): Message[] {
  const longest = Math.max(0, ...streams.map((stream) => stream.length))
  return Array.from({ length: longest }, (_, index) => streams.flatMap((stream) => stream[index] ?? [])).flat()
}
