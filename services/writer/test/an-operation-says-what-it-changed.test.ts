import { randomUUID } from 'node:crypto'
import { toOperationId } from '@floatchat/contracts/ids'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

const operation = toOperationId(randomUUID())
let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-operations')
})
afterAll(() => suite.close())
beforeEach(async () => {
  await suite.clear()
  await readRows(
    suite.database,
    `insert into operations (operation_id, kind, request, requested_by) values ('${operation}', 'reprocess', '{}', 'a test')`,
  )
})

async function write(streamBytes: number, ...files: FileSketch[]): Promise<void> {
  const log = new MemoryLog()
  for (const file of files) log.append(messagesOf(file))
  await log.run(createWriter(suite.database, { ...suite.settings, WRITER_STREAM_BYTES: streamBytes }))
  expect(log.deadLetters).toEqual([])
}

const changes = () =>
  readRows(
    suite.database,
    `select platform_number as float, parameter, test_bit, profiles::int, added::int, gone::int, changed::int
     from operation_changes where operation_id = '${operation}' order by 1, 2 nulls first, 3 nulls first`,
  )
const row = (float: string, parameter: string | null, test_bit: number | null, counts: readonly number[]) => {
  const [profiles, added, gone, changed] = counts
  return { float, parameter, test_bit, profiles, added, gone, changed }
}

describe.each([1, 1_000_000])('streaming from %i bytes', (bytes) => {
  test('values that a mended parser reads otherwise are counted by float and parameter', async () => {
    await write(bytes, { file: 1, profiles: [{ cycle: 1 }, { cycle: 2, seed: 2 }] })
    await write(bytes, { file: 1, run: 2, operation, profiles: [{ cycle: 1 }, { cycle: 2, seed: 3 }] })
    const all = [1, 0, 0, 5]
    expect(await changes()).toEqual([
      row('1901393', null, null, [1, 0, 0, 1]),
      row('1901393', 'PRES', null, all),
      row('1901393', 'PSAL', null, all),
      row('1901393', 'TEMP', null, all),
    ])
  })

  test('what the tests say otherwise is counted by test, as failing now and as no longer failing', async () => {
    await write(bytes, { file: 1, profiles: [{ cycle: 1, levels: 8, verdict: 1 << 9 }] })
    await write(bytes, { file: 1, run: 2, operation, profiles: [{ cycle: 1, levels: 8, verdict: 1 << 15 }] })
    // And again the same: nothing more.
    await write(bytes, { file: 1, run: 3, operation, profiles: [{ cycle: 1, levels: 8, verdict: 1 << 15 }] })
    expect(await changes()).toEqual([
      row('1901393', null, null, [1, 0, 0, 1]),
      row('1901393', 'TEMP', 9, [1, 0, 2, 0]),
      row('1901393', 'TEMP', 15, [1, 2, 0, 0]),
    ])
  })

  test('a key that was wrong counts as gone for one float and as added for the other', async () => {
    await write(bytes, { file: 1, profiles: [{ cycle: 1, platform: '6902746', parameters: ['PRES'] }] })
    await write(bytes, { file: 1, run: 2, operation, profiles: [{ cycle: 1, parameters: ['PRES'] }] })
    expect(await changes()).toEqual([
      row('1901393', null, null, [1, 1, 0, 0]),
      row('1901393', 'PRES', null, [1, 5, 0, 0]),
      row('6902746', null, null, [1, 0, 1, 0]),
      row('6902746', 'PRES', null, [1, 0, 5, 0]),
    ])
  })

  test('what comes by itself counts for nothing, whatever it changes', async () => {
    await write(bytes, { file: 1, profiles: [{ cycle: 1 }] })
    await write(bytes, { file: 1, run: 2, profiles: [{ cycle: 2 }] })
    expect(await changes()).toEqual([])
  })
})

test('a dataset says which code read it last', async () => {
  await write(1, { file: 1, parserVersion: 3, cleanerVersion: 4, profiles: [{ cycle: 1 }] })
  await write(1, { file: 1, run: 2, parserVersion: 5, cleanerVersion: 4, profiles: [{ cycle: 1 }] })
  const said = await readRows(suite.database, 'select parser_version, cleaner_version from datasets')
  expect(said).toEqual([{ parser_version: 5, cleaner_version: 4 }])
})
