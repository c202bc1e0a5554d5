import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { type CommonQueryMethods, sql } from 'slonik'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { migrate } from '../src/migrate.ts'
import { clearTables } from './support/clearTables.ts'

let environment: TestEnvironment
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('db-integrity')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await database.close()
  await environment.close()
})
beforeEach(async () => {
  await clearTables(database)
  await database.pool.query(sql.unsafe`insert into floats (float_id, platform_number) values (1, '1901393')`)
})

type Connection = Pick<CommonQueryMethods, 'query' | 'one'>

const insertProfile = (connection: Connection, id: number) =>
  connection.query(
    sql.unsafe`insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind,
        profile_index, data_mode, level_count, content_sha256, verdict_sha256, run_id)
      values (${id}, 1, '1901393', ${id}, 'A', 'core', 0, 'R', 1, '', '', gen_random_uuid())`,
  )
const insertVariables = (connection: Connection, id: number) =>
  connection.query(
    sql.unsafe`insert into profile_variables (profile_id, parameter, data_mode) values (${id}, 'TEMP', 'R')`,
  )
const insertLevels = (connection: Connection, id: number) =>
  connection.query(sql.unsafe`insert into measurements (profile_id, level) select ${id}, generate_series(0, 2)`)
const count = async (table: 'measurements' | 'profile_variables' | 'profiles') =>
  (
    await database.pool.one(
      sql.type(z.object({ n: z.coerce.number() }))`select count(*) as n from ${sql.identifier([table])}`,
    )
  ).n

/** The same promise as a query: how many levels have no profile. */
const orphans = async () =>
  (
    await database.pool.one(
      sql.type(z.object({ n: z.coerce.number() }))`
        select count(*) as n from measurements m where not exists (select from profiles p where p.profile_id = m.profile_id)`,
    )
  ).n

const refused = { cause: { code: '23503' } }
const rejected = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('it was not refused')
  // slonik keeps the server's error as the cause of its own.
  const code = (error as { code?: string }).code ?? (error.cause as { code?: string } | undefined)?.code
  expect(code).toBe(refused.cause.code)
}

test('a level of a profile that does not exist is refused', async () => {
  await rejected(insertLevels(database.pool, 7))
  expect(await count('measurements')).toBe(0)
})

test('among many levels the one without a profile is found', async () => {
  await insertProfile(database.pool, 1)
  await rejected(
    database.pool.query(sql.unsafe`insert into measurements (profile_id, level) values (1, 0), (1, 1), (2, 0)`),
  )
})

test('levels may come before their profile, after its variables, if it follows before the commit', async () => {
  await database.pool.transaction(async (connection) => {
    await insertVariables(connection, 1)
    await insertLevels(connection, 1)
    await insertProfile(connection, 1)
  })
  expect(await count('measurements')).toBe(3)
  expect(await orphans()).toBe(0)
})

test('levels whose profile never follows are not committed', async () => {
  await rejected(
    database.pool.transaction(async (connection) => {
      await insertVariables(connection, 1)
      await insertLevels(connection, 1)
    }),
  )
  expect(await count('measurements')).toBe(0)
})

test('variables that are taken back before the commit take the levels back', async () => {
  await database.pool.transaction(async (connection) => {
    await insertVariables(connection, 1)
    await insertLevels(connection, 1)
    await connection.query(sql.unsafe`delete from profile_variables`)
  })
  expect(await count('measurements')).toBe(0)
})

test('a level cannot be moved to a profile that does not exist', async () => {
  await insertProfile(database.pool, 1)
  await insertLevels(database.pool, 1)
  await rejected(database.pool.query(sql.unsafe`update measurements set profile_id = 9`))
  await database.pool.query(sql.unsafe`update measurements set pressure = 1`)
  expect(await orphans()).toBe(0)
})

test('a profile takes its variables and levels with it', async () => {
  for (const id of [1, 2, 3]) {
    await insertProfile(database.pool, id)
    await insertVariables(database.pool, id)
    await insertLevels(database.pool, id)
  }
  await database.pool.query(sql.unsafe`delete from profiles where profile_id in (1, 2)`)
  expect(await count('measurements')).toBe(3)
  expect(await count('profile_variables')).toBe(1)
  expect(await orphans()).toBe(0)
})

test('the id of a profile cannot be changed under its levels', async () => {
  await insertProfile(database.pool, 1)
  await insertVariables(database.pool, 1)
  await insertLevels(database.pool, 1)
  await rejected(database.pool.query(sql.unsafe`update profiles set profile_id = 2`))
  await rejected(database.pool.query(sql.unsafe`update profile_variables set profile_id = 2`))
  await database.pool.query(sql.unsafe`update profiles set latitude = 1`)
})

test('levels do not outlive their profile in a truncate, in whatever company', async () => {
  const fill = async () => {
    await insertProfile(database.pool, 1)
    await insertVariables(database.pool, 1)
    await insertLevels(database.pool, 1)
  }
  await fill()
  await database.pool.query(sql.unsafe`truncate profiles cascade`)
  expect(await count('measurements')).toBe(0)
  await fill()
  await database.pool.query(sql.unsafe`truncate profiles, measurements cascade`)
  expect(await count('measurements')).toBe(0)
  await fill()
  await database.pool.query(sql.unsafe`truncate floats cascade`)
  expect(await count('measurements')).toBe(0)
})

test('a profile cannot be deleted by one while another adds levels to it', async () => {
  await insertProfile(database.pool, 1)
  const adding = Promise.withResolvers<void>()
  const added = database.pool.transaction(async (connection) => {
    await insertLevels(connection, 1)
    await adding.promise
  })
  // Waits for the other's commit: then there is no moment at which its levels are without a profile.
  const deleted = new Promise((resolve) => setTimeout(resolve, 100)).then(() =>
    database.pool.query(sql.unsafe`delete from profiles`),
  )
  setTimeout(() => adding.resolve(), 300)
  await Promise.all([added, deleted])
  expect(await count('profiles')).toBe(0)
  expect(await orphans()).toBe(0)
})

test('levels cannot be added to a profile that another is deleting', async () => {
  await insertProfile(database.pool, 1)
  const deleting = Promise.withResolvers<void>()
  const deleted = database.pool.transaction(async (connection) => {
    await connection.query(sql.unsafe`delete from profiles`)
    await deleting.promise
  })
  const added = new Promise((resolve) => setTimeout(resolve, 100)).then(() => rejected(insertLevels(database.pool, 1)))
  setTimeout(() => deleting.resolve(), 300)
  await Promise.all([deleted, added])
  expect(await orphans()).toBe(0)
})
