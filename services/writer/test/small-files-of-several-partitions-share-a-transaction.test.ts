import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-together')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

/** One float throughout: its files would wait for each other's locks. */
const file = (number: number): FileSketch => ({ file: number, profiles: [{ cycle: number }] })

/** A partition for each list of files, all read at the same time. */
async function written(partitions: readonly FileSketch[][]) {
  const writer = createWriter(suite.database, suite.settings)
  const logs = partitions.map((files, partition) => {
    const log = new MemoryLog(partition)
    for (const one of files) log.append(messagesOf(one))
    return log
  })
  await Promise.all(logs.map((log) => log.run(writer)))
  expect(logs.map(({ lag }) => lag)).toEqual(logs.map(() => 0))
  const profiles = await readRows<{ cycle: number; writer: string }>(
    suite.database,
    'select cycle_number as cycle, xmin::text as writer from profiles order by cycle_number',
  )
  return { logs, cycles: profiles.map(({ cycle }) => cycle), transactions: new Set(profiles.map((row) => row.writer)) }
}

const filesOf = (log: MemoryLog) => log.events.map((event) => event.file.filename)

test('each partition tells of its own files, and one transaction wrote all of them', async () => {
  const { logs, cycles, transactions } = await written([[file(1), file(2)], [file(3)], [], [file(4)]])
  expect(cycles).toEqual([1, 2, 3, 4])
  expect(transactions.size).toBe(1)
  expect(logs.map(filesOf)).toEqual([['file1.nc', 'file2.nc'], ['file3.nc'], [], ['file4.nc']])
})

test('a file that the database refuses is a dead letter of its own partition, and none of the others is lost', async () => {
  const refused: FileSketch = { file: 2, profiles: [{ cycle: 2, platform: '1'.repeat(21) }] }
  const { logs, cycles } = await written([[file(1)], [refused, file(3)], [file(4)]])
  expect(cycles).toEqual([1, 3, 4])
  expect(logs.map(filesOf)).toEqual([['file1.nc'], ['file3.nc'], ['file4.nc']])
  expect(logs.map(({ deadLetters }) => deadLetters.length)).toEqual([0, 1, 0])
})

test('two runs over one file in two partitions, as after a change of their number, are written one after the other', async () => {
  const { logs, cycles } = await written([[{ ...file(1), run: 1 }], [{ ...file(1), run: 2 }], [file(2)]])
  expect(cycles).toEqual([1, 2])
  expect(logs.map(filesOf)).toEqual([['file1.nc'], ['file1.nc'], ['file2.nc']])
  expect(logs.flatMap(({ deadLetters }) => deadLetters)).toEqual([])
})
