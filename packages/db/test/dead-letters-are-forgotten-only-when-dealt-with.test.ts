import { testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { findDeadLetters } from '../src/deadLetters/findDeadLetters.ts'
import { forgetDeadLetters } from '../src/deadLetters/forgetDeadLetters.ts'
import { migrate } from '../src/migrate.ts'
import { readRows } from './support/readRows.ts'

let environment: Awaited<ReturnType<typeof testEnvironment>>
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('forget-letters')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  await readRows(database, letters)
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})

/** Of each kind one that happened, and was dealt with, 10, 40 and 100 days ago. */
const letters = `
insert into dead_letters (topic, partition, message_offset, stage, reason_code, reason, permanent, original_topic,
  original_partition, original_offset, happened_at, status, handled_at)
select status, 0, days, 'parser', 'NOT_ARGO', 'It is none.', true, 'files.staged', 0, days,
  now() - make_interval(days => days), status, case when status <> 'open' then now() - make_interval(days => days) end
from unnest(array['open', 'redriven', 'discarded']) as status, unnest(array[10, 40, 100]) as days`

it('and then only after the time, of which the topics keep their bytes for the first 30 days', async () => {
  expect(await forgetDeadLetters(database, 90)).toBe(2)
  expect(await forgetDeadLetters(database, 90)).toBe(0)
  // Less than the topics keep is taken for that.
  expect(await forgetDeadLetters(database, 1)).toBe(2)
  const left = await findDeadLetters(database.pool, {})
  expect(left.map(({ topic, message_offset }) => `${topic} ${message_offset}`).sort()).toEqual([
    'discarded 10',
    'open 10',
    'open 100',
    'open 40',
    'redriven 10',
  ])
})
