import { digestTables } from '@floatchat/db/test/support/digestTables'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { orphans, rowCounts } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-refused')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

const good = (file: number): FileSketch => ({
  file,
  profiles: [1, 2, 3].map((cycle) => ({ cycle: file * 10 + cycle })),
})
/** NUL, which PostgreSQL has in no text; a number too large for its column; a platform too long for it. */
const bad: Record<string, FileSketch['profiles']> = {
  'a NUL in a name': [{ cycle: 1 }, { cycle: 2, overrides: { pi_name: 'A\u0000B' } }, { cycle: 3 }],
  'a platform number of 21 digits': [{ cycle: 1 }, { cycle: 2, platform: '1'.repeat(21) }, { cycle: 3 }],
  'a NUL in the units of a parameter': [{ cycle: 1 }, { cycle: 2, parameters: ['PRES', 'TE\u0000MP'] }, { cycle: 3 }],
}

test.each([1, 1_000_000])(
  'a file with more profiles of one cycle than can be numbered fails whole, with a sentence (streaming from %i bytes)',
  async (WRITER_STREAM_BYTES) => {
    const log = new MemoryLog()
    const profiles = [32_766, 32_767, 32_768].map((profile_index) => ({ overrides: { profile_index } }))
    log.append(messagesOf({ file: 1, profiles: profiles.slice(0, 2) }))
    log.append(messagesOf({ file: 2, profiles }))
    log.append(messagesOf(good(3)))
    await log.run(createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES }), { batch: 2 })
    expect(log.events.map((event) => event.file.filename)).toEqual(['file1.nc', 'file3.nc'])
    expect(log.deadLetters.map(({ error, message }) => [error.code, message.type])).toEqual([
      ['UNSUPPORTED_FILE', 'FileCleaned'],
    ])
    expect(log.deadLetters[0]?.error.message).toContain('more than 32768 profiles of cycle 1 of float 1901393')
    expect(await rowCounts(suite)).toMatchObject({ profiles: 5, datasets: 2 })
    expect(log.lag).toBe(0)
  },
)

describe.each(Object.entries(bad))('%s', (_name, profiles) => {
  test.each([1, 1_000_000])(
    'is refused, the others are written (streaming from %i bytes)',
    async (WRITER_STREAM_BYTES) => {
      const expected = new MemoryLog()
      for (const file of [1, 3, 4]) expected.append(messagesOf(good(file)))
      await expected.run(createWriter(suite.database, suite.settings))
      const digests = await digestTables(suite.database.pool)
      await suite.clear()

      const log = new MemoryLog()
      log.append(messagesOf(good(1)))
      log.append(messagesOf({ file: 2, profiles: profiles ?? [] }))
      log.append(messagesOf(good(3)))
      log.append(messagesOf(good(4)))
      await log.run(createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES }))

      expect(log.deadLetters).toHaveLength(1)
      const [letter] = log.deadLetters
      // By reference: FileCleaned names the stored file, from which the job can be done again.
      expect(letter?.message.type).toBe('FileCleaned')
      expect(letter?.message.type === 'FileCleaned' && letter.message.value.parsed.file.object_key).toBe(
        'raw-uploads/2/file2.nc',
      )
      expect(letter?.error).toMatchObject({ code: 'REFUSED_BY_DATABASE', retryable: false })
      expect(log.events.map((event) => event.file.filename).sort()).toEqual(['file1.nc', 'file3.nc', 'file4.nc'])
      expect(await digestTables(suite.database.pool)).toEqual(digests)
      expect(await orphans(suite)).toBe(0)
      expect(await rowCounts(suite)).toMatchObject({ datasets: 3 })
      expect(log.lag).toBe(0)
    },
  )
})
