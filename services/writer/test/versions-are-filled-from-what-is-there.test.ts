import { readFile } from 'node:fs/promises'
import { migrate } from '@floatchat/db/migrate'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { versionsAstray } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-fill')
})
afterAll(() => suite.close())

const versions = () =>
  readRows(
    suite.database,
    `select dataset_id, run_id, platform_number, cycle_number, direction, source_kind, profile_index, data_mode,
      date_update, level_count, value_count, flag_count, content_sha256, verdict_sha256
      from profile_versions where shown order by platform_number, cycle_number`,
  )

test('the migration records of what is shown the very same as the writer does', async () => {
  const log = new MemoryLog()
  log.append(
    messagesOf({
      file: 1,
      profiles: [
        { cycle: 1, levels: 7 },
        { cycle: 2, mode: 'D', levels: 4, verdict: 4 },
      ],
    }),
  )
  log.append(messagesOf({ file: 2, profiles: [{ cycle: 1 }, { cycle: 3, levels: 0 }, { cycle: 4, mode: 'A' }] }))
  await log.run(createWriter(suite.database, suite.settings))
  const written = await versions()
  expect(written).toHaveLength(4)

  const migration = new URL('../../../packages/db/migrations/0010-profile-versions.sql', import.meta.url)
  const fill = /insert into profile_versions[^;]+;/.exec(await readFile(migration, 'utf8'))?.[0] ?? ''
  await readRows(suite.database, 'delete from profile_versions')
  await readRows(suite.database, fill)
  expect(await versions()).toEqual(written)
  expect(await versionsAstray(suite)).toBe(0)
  // And the writer goes on from there.
  log.append(messagesOf({ file: 1, run: 2, profiles: [{ cycle: 1, levels: 7 }] }))
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.deadLetters).toEqual([])
  expect(await readRows(suite.database, 'select from profiles')).toHaveLength(3)
  expect(await versionsAstray(suite)).toBe(0)
})

test('what a writer without versions has written beside keeps its place, and gives way to what is better', async () => {
  const shownModes = () =>
    readRows(suite.database, "select data_mode from profiles where platform_number = '5900123' order by cycle_number")
  const log = new MemoryLog()
  const platform = '5900123'
  log.append(messagesOf({ file: 11, profiles: [{ platform, cycle: 1, mode: 'D', updated: 1 }] }))
  log.append(messagesOf({ file: 12, profiles: [{ platform, cycle: 2, mode: 'R', updated: 1 }] }))
  await log.run(createWriter(suite.database, suite.settings))
  // As an instance of the release before leaves it, while both run; migrating again, when it is gone, fills them in.
  await readRows(suite.database, `delete from profile_versions where platform_number = '${platform}'`)
  await migrate(suite.database)
  await migrate(suite.database)

  log.append(messagesOf({ file: 13, profiles: [{ platform, cycle: 1, mode: 'R', updated: 2, seed: 2 }] }))
  log.append(messagesOf({ file: 14, profiles: [{ platform, cycle: 2, mode: 'D', updated: 2, seed: 2 }] }))
  await log.run(createWriter(suite.database, suite.settings))
  expect(log.deadLetters).toEqual([])
  expect(await shownModes()).toEqual([{ data_mode: 'D' }, { data_mode: 'D' }])
})
