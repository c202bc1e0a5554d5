import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { fileIdOf, messagesOf, runIdOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-datasets')
})
afterAll(() => suite.close())
beforeEach(() => suite.clear())

const profiles = [{ cycle: 1 }, { cycle: 2 }]

test('the members of a zip get rows of their own, which name the row of their zip', async () => {
  // What the gateway has made for a zip, and for another.
  await readRows(suite.database, "insert into datasets (dataset_id, name) values (41, 'other.zip'), (42, 'all.zip')")
  const log = new MemoryLog()
  for (const file of [1, 2, 3]) log.append(messagesOf({ file, profiles, parentDataset: 42 }))
  log.append(messagesOf({ file: 4, profiles, parentDataset: 999 }))
  log.append(messagesOf({ file: 5, profiles }))
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.deadLetters).toEqual([])
  const rows = await readRows(
    suite.database,
    'select source_filename, parent_dataset_id from datasets where file_id is not null order by source_filename',
  )
  expect(rows).toEqual([
    { source_filename: 'file1.nc', parent_dataset_id: 42 },
    { source_filename: 'file2.nc', parent_dataset_id: 42 },
    { source_filename: 'file3.nc', parent_dataset_id: 42 },
    // A zip that is gone, and no zip at all.
    { source_filename: 'file4.nc', parent_dataset_id: null },
    { source_filename: 'file5.nc', parent_dataset_id: null },
  ])
})

test('the row that the gateway has made at the upload is filled, and what the gateway wrote in it stays', async () => {
  await readRows(
    suite.database,
    `insert into datasets (dataset_id, file_id, name, source_filename, raw_file_path, raw_file_size, summary_text)
      values (7, '${fileIdOf(1)}', 'My floats', 'mine.nc', 'raw-uploads/7/mine.nc', 5, 'as before')`,
  )
  const log = new MemoryLog()
  log.append(messagesOf({ file: 1, profiles }))
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.events[0]?.dataset_id).toBe(7)
  const [row] = await readRows(suite.database, 'select * from datasets')
  expect(row).toMatchObject({
    dataset_id: 7,
    name: 'My floats',
    source_filename: 'mine.nc',
    raw_file_path: 'raw-uploads/7/mine.nc',
    raw_file_size: '5',
    summary_text: 'as before',
    float_count: 1,
    profile_count: 2,
    measurement_count: '10',
    outlier_count: '0',
    variable_list: ['PRES', 'PSAL', 'TEMP'],
    written_run_id: runIdOf(1, 1),
    date_range_start: new Date(Date.UTC(2024, 0, 2)),
    date_range_end: new Date(Date.UTC(2024, 0, 3)),
  })
})

test('statistics are those of the file, also where better versions of its profiles are there', async () => {
  const log = new MemoryLog()
  log.append(messagesOf({ file: 1, profiles: profiles.map((one) => ({ ...one, mode: 'D' as const })) }))
  log.append(messagesOf({ file: 2, profiles }))
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.events[1]).toMatchObject({ profiles_ingested: 0, profiles_superseded: 2 })
  expect(log.events[1]?.statistics).toMatchObject({ profile_count: 2, measurement_count: 10, float_count: 1 })
})

test('a profile that two files hold alike is counted to the same of them, whichever came first', async () => {
  const owners = new Set<string>()
  for (const order of [
    [1, 2, 3],
    [3, 2, 1],
    [2, 1, 3],
  ]) {
    await suite.clear()
    const log = new MemoryLog()
    for (const file of order) log.append(messagesOf({ file, profiles }))
    await log.run(createWriter(suite.database, suite.settings), { batch: 3 })
    expect(log.events.map((event) => event.profiles_ingested)).toEqual([2, 2, 2])
    const rows = await readRows(
      suite.database,
      'select distinct source_filename from profiles join datasets using (dataset_id)',
    )
    owners.add(JSON.stringify(rows))
  }
  expect(owners.size).toBe(1)
})
