import { readdir } from 'node:fs/promises'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { sql } from 'slonik'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { connectDatabase } from '../src/connectDatabase.ts'
import { migrate } from '../src/migrate.ts'

let environment: TestEnvironment
beforeAll(async () => {
  environment = await testEnvironment('db-migrations', { database: 'empty' })
})
afterAll(() => environment.close())

test('several instances at once apply each migration once, in order, and a second time nothing', async () => {
  const files = (await readdir(new URL('../migrations/', import.meta.url)))
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const results = await Promise.all(Array.from({ length: 5 }, () => migrate(environment.databaseUrl)))
  expect(results.flatMap(({ applied }) => applied)).toEqual(files)
  expect(await migrate(environment.databaseUrl)).toEqual({ applied: [] })
})

test('a migration that was edited after it ran is refused, and named', async () => {
  await migrate(environment.databaseUrl)
  const database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  await database.pool.query(sql.unsafe`update schema_migrations set sha256 = repeat('0', 64) where name like '0001%'`)
  await expect(migrate(database)).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('0001-tables.sql'),
  })
  await database.close()
})

test('a database that is away is an outage, not a bad migration', async () => {
  await expect(migrate('postgresql://nobody@127.0.0.1:1/none')).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    retryable: true,
  })
})

test('the indexes are those of the design and nothing on measurements but its primary key', async () => {
  const database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  const rows = await database.pool.any(
    sql.type(z.object({ indexdef: z.string() }))`
      select indexdef from pg_indexes where schemaname = 'public' and tablename in ('measurements', 'profiles', 'float_positions')`,
  )
  const definitions = rows.map(({ indexdef }) => indexdef)
  expect(definitions.filter((text) => / ON public\.measurements /.test(text))).toEqual([
    'CREATE UNIQUE INDEX measurements_pkey ON public.measurements USING btree (profile_id, level)',
  ])
  expect(definitions.some((text) => /profiles USING gist \(geom\)/.test(text))).toBe(true)
  expect(definitions.some((text) => /float_positions USING gist \(geom\)/.test(text))).toBe(true)
  expect(definitions.some((text) => /profiles USING btree \("timestamp"\)/.test(text))).toBe(true)
  expect(
    definitions.some((text) =>
      /UNIQUE.*\(platform_number, cycle_number, direction, source_kind, profile_index\)/.test(text),
    ),
  ).toBe(true)
  await database.close()
})
