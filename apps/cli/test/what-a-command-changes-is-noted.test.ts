import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { readRows } from '@floatchat/db/test/support/readRows'
import { digestOfKey } from '@floatchat/operations/apiKeys'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { commands } from '../src/commands.ts'
import { runCommands } from '../src/runCommands.ts'
import { whoAmI } from '../src/whoAmI.ts'
import { withAudit } from '../src/withAudit.ts'

let environment: TestEnvironment
let database: Database
let said: string[]
beforeAll(async () => {
  environment = await testEnvironment('cli-audit')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})
beforeEach(() => {
  said = []
  for (const [name, value] of Object.entries(environment.env)) vi.stubEnv(name, value)
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void said.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const run = (...words: string[]) => runCommands(commands, words)
const rows = () =>
  readRows<{ who: string; way: string; action: string; result: string; reason: string | null }>(
    database,
    'select who, way, action, result, reason from audit_log order by audit_id',
  )

test('a key is made, shown once, listed without itself, and revoked; each is noted', async () => {
  expect(await run('key', 'create', 'a robot', '--role', 'uploader', '--expires', '90d')).toBe(0)
  const [secret = ''] = said
  expect(secret).toMatch(/^fck_[\w-]{43}$/)
  const [key] = await readRows(database, 'select name, role, digest, expires_at > now() as lasts from api_keys')
  expect(key).toEqual({ name: 'a robot', role: 'uploader', digest: digestOfKey(secret), lasts: true })
  said = []
  expect(await run('key', 'list')).toBe(0)
  expect(said.join('\n')).toContain('a robot')
  expect(said.join('\n')).not.toContain(secret)
  expect(await run('key', 'create', 'a robot', '--role', 'admin')).toBe(1)
  expect(await run('key', 'revoke', 'a robot')).toBe(0)
  expect(await run('key', 'revoke', 'a robot')).toBe(1)
  expect(await rows()).toEqual([
    { who: whoAmI(), way: 'command', action: 'createKey', result: 'done', reason: null },
    { who: whoAmI(), way: 'command', action: 'revokeKey', result: 'done', reason: null },
  ])
})

test.each([
  ['create', 'x'],
  ['create', 'x', '--role', 'root'],
  ['create', 'x', '--role', 'viewer', '--expires', '2001-01-01'],
  ['revoke'],
  ['forget', 'x'],
])('key %s %s %s %s is not understood', async (...words) => {
  expect(await run('key', ...words)).toBe(2)
})

test('what is done is noted before it begins, and how it ended', async () => {
  await readRows(database, 'truncate audit_log')
  expect(
    await withAudit(database, 'replay', { from: 'files.staged' }, async () => {
      expect(await rows()).toMatchObject([{ action: 'replay', result: 'begun' }])
      return 'its result'
    }),
  ).toBe('its result')
  const failing = withAudit(database, 'rebuild', {}, () => Promise.reject(new Error('The broker is away.')))
  await expect(failing).rejects.toThrow('away')
  expect(await rows()).toMatchObject([
    { action: 'replay', result: 'done', reason: null },
    { action: 'rebuild', result: 'failed', reason: 'The broker is away.' },
  ])
})
