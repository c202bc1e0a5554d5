import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { sql } from 'slonik'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { asDatabaseWork } from '../src/databaseError.ts'

let environment: TestEnvironment
beforeAll(async () => {
  environment = await testEnvironment('db-prepared')
})
afterAll(() => environment.close())

const preparedStatements = (database: Database) =>
  database.pool.anyFirst(
    sql.type(z.object({ statement: z.string() }))`select statement from pg_prepared_statements where ${true}`,
  )

async function withDatabase(preparing: boolean, use: (database: Database) => Promise<void>): Promise<void> {
  // One connection that all share: DB_POOL_SIZE of 2 leaves the second unused while one is free.
  const database = await connectDatabase({ DATABASE_URL: environment.databaseUrl, DB_PREPARED_STATEMENTS: preparing })
  try {
    await use(database)
  } finally {
    await database.close()
  }
}

test('the server keeps statements that come again, and no others', async () => {
  await withDatabase(true, async (database) => {
    const row = sql.type(z.object({ sum: z.number() }))
    for (let number = 0; number < 5; number++) {
      expect(await database.pool.oneFirst(row`select ${number}::integer + 1 as sum`)).toBe(number + 1)
    }
    await database.pool.oneFirst(row`select ${1}::integer + 2 as sum`)
    expect(await preparedStatements(database)).toEqual(['select $1::integer + 1 as sum'])
  })
})

test('behind a pooler that does not allow it the server keeps none', async () => {
  await withDatabase(false, async (database) => {
    const row = sql.type(z.object({ sum: z.number() }))
    for (let number = 0; number < 5; number++) await database.pool.oneFirst(row`select ${number}::integer + 1 as sum`)
    expect(await preparedStatements(database)).toEqual([])
  })
})

test('a migration while they are kept is waited out', async () => {
  await withDatabase(true, async (database) => {
    await database.pool.query(sql.unsafe`create table migrated (id integer, was integer)`)
    await database.pool.query(sql.unsafe`insert into migrated values (1, 2)`)
    const read = () =>
      asDatabaseWork('Reading', () => database.pool.one(sql.unsafe`select * from migrated where id = ${1}`))
    for (let times = 0; times < 8; times++) expect(await read()).toEqual({ id: 1, was: 2 })
    await database.pool.query(sql.unsafe`alter table migrated alter column was type text`)
    await expect(read()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', retryable: true })
    expect(await read()).toEqual({ id: 1, was: '2' })
    expect(await read()).toEqual({ id: 1, was: '2' })
  })
})
