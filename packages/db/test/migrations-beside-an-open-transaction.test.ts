import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { migrate } from '../src/migrate.ts'

let environment: TestEnvironment
let writer: pg.Client
let reader: pg.Client
let folder: string
beforeAll(async () => {
  environment = await testEnvironment('db-open-transaction')
  await migrate(environment.databaseUrl)
  writer = await connect('the writer')
  reader = await connect('a reader')
})
afterAll(async () => {
  await writer?.end()
  await reader?.end()
  await environment?.close()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'floatchat-migrations-'))
  // As the writer does in the middle of a file.
  await writer.query('begin')
  await writer.query("insert into floats (platform_number, float_type) values ('5900001', 'core')")
  await writer.query('select * from profiles')
})
afterEach(async () => {
  await writer.query('rollback')
  rmSync(folder, { recursive: true })
})

async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: environment.databaseUrl, application_name: name })
  await client.connect()
  return client
}
const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = (patience: { readonly lockTimeoutMs?: number; readonly patienceMs?: number } = {}) =>
  migrate(environment.databaseUrl, { folder: pathToFileURL(`${folder}/`), ...patience })
const columns = async (name: string) =>
  (await reader.query('select from information_schema.columns where column_name = $1', [name])).rowCount

it('one that needs a table gives up with the name of who has it, and has done nothing', async () => {
  file('0100-column.sql', 'alter table floats add column never text; alter table profiles add column never text;')
  await expect(run({ lockTimeoutMs: 100, patienceMs: 1_000 })).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    retryable: true,
    message: expect.stringMatching(
      /'0100-column.sql' did not get the locks .*the writer \(pid \d+, idle in transaction/,
    ),
  })
  expect(await columns('never')).toBe(0)
})

it('one that needs a table lets readers through between its tries, and is done once the transaction has ended', async () => {
  file('0101-column.sql', 'alter table floats add column later text;')
  let done = false
  const migrated = run({ lockTimeoutMs: 200 }).then((result) => {
    done = true
    return result
  })
  // Behind a lock that is waited for without a limit none of these would be answered.
  for (let i = 0; i < 5; i++) {
    await reader.query('select count(*) from floats')
    await sleep(100)
  }
  expect(done).toBe(false)
  await writer.query('commit')
  expect(await migrated).toEqual({ applied: ['0101-column.sql'] })
  expect(await columns('later')).toBe(1)
  await reader.query("delete from floats where platform_number = '5900001'")
})

it('an index built concurrently waits for the transaction, beside instances that wait for it', async () => {
  const built = `-- no transaction
-- The first statement makes the second harmless to repeat.
drop index concurrently if exists floats_program;
create index concurrently floats_program on floats (program);
`
  file('0102-index.sql', built)
  const all = Promise.all([run(), run(), run()])
  // The migration waits for the transaction; the writer goes on in it.
  await expect
    .poll(
      async () =>
        (await reader.query("select from pg_index where indexrelid = to_regclass('floats_program')")).rowCount,
      {
        timeout: 20_000,
      },
    )
    .toBe(1)
  await writer.query("update floats set program = 'x' where platform_number = '5900001'")
  await writer.query('commit')
  expect((await all).flatMap(({ applied }) => applied)).toEqual(['0102-index.sql'])
  const { rows } = await reader.query(
    "select indisvalid from pg_index where indexrelid = to_regclass('floats_program')",
  )
  expect(rows).toEqual([{ indisvalid: true }])
  await reader.query("delete from floats where platform_number = '5900001'")
})

it('one without a transaction that broke off is run again from its beginning', async () => {
  await writer.query('rollback')
  file('0103-broken.sql', '-- no transaction\ncreate table if not exists half (a integer);\nselect 1 / 0;\n')
  await expect(run()).rejects.toMatchObject({ code: 'REFUSED_BY_DATABASE' })
  file('0103-broken.sql', '-- no transaction\ncreate table if not exists half (a integer);\nselect 1;\n')
  expect(await run()).toEqual({ applied: ['0103-broken.sql'] })
})

it('they run in the order of their numbers, and one that comes late with a lower number still runs', async () => {
  await writer.query('rollback')
  file('0110-b.sql', 'create table b (a integer);')
  file('200-c.sql', 'alter table b add column c integer;')
  expect(await run()).toEqual({ applied: ['0110-b.sql', '200-c.sql'] })
  file('0105-a.sql', 'create table a (a integer);')
  expect(await run()).toEqual({ applied: ['0105-a.sql'] })
  file('0105-other.sql', 'select 1;')
  await expect(run()).rejects.toThrow("'0105-a.sql' and '0105-other.sql' have the same number")
})

it('the table quality_tests says what the code says, also after it said something else', async () => {
  await writer.query('rollback')
  const rows = async () =>
    (await reader.query('select bit, test, name, judges, source, is_run from quality_tests order by bit')).rows
  const expected = qualityTests.map(({ bit, key, test, name, judges, source }) => ({
    ...{ bit, test, name, judges, source },
    is_run: key !== null,
  }))
  expect(await rows()).toEqual(expected)
  await reader.query(
    "update quality_tests set judges = 'nothing' where bit = 9; delete from quality_tests where bit = 14",
  )
  await migrate(environment.databaseUrl)
  expect(await rows()).toEqual(expected)
})
