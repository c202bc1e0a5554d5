import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { lockFloats } from '../src/floats/lockFloats.ts'
import { migrate } from '../src/migrate.ts'
import { readRows } from './support/readRows.ts'

let environment: TestEnvironment
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('db-file-locks')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})

test.each([[[]], [['1901393', '6902746']]])('three files are locked beside the floats %j', async (platforms) => {
  const sha256s = ['aa', 'bb', 'cc'].map((digits) => digits.repeat(32))
  const locks = await database.pool.transaction(async (transaction) => {
    const floats = await lockFloats(transaction, sha256s, platforms)
    expect([...floats.keys()]).toEqual(platforms)
    return readRows(
      database,
      `select from pg_locks join pg_database d on d.oid = database and datname = current_database()
        where locktype = 'advisory' and granted`,
    )
  })
  expect(locks).toHaveLength(3)
})
