import { createHash } from 'node:crypto'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { problem } from './support/problem.ts'
import { token } from './support/tokens.ts'

const base = '/api/v1/keys'
let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-keys')
  gateway = await installation.start()
})
afterAll(() => installation?.close())

interface Made {
  readonly key_id: string
  readonly secret: string
}

const post = (path: string, body: object = {}) => gateway.fetch(path, { method: 'POST', body: JSON.stringify(body) })
async function make(name: string, role: string, expires?: number): Promise<Made> {
  const expires_at = expires === undefined ? undefined : new Date(expires).toISOString()
  const response = await post(base, { name, role, expires_at })
  expect(response.status).toBe(201)
  return (await response.json()) as Made
}
const status = async (path: string, headers: Record<string, string>, at = gateway, method = 'GET') =>
  (await fetch(at.url + path, { headers, method })).status
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

async function meOf({ url }: RunningGateway, headers: Record<string, string>) {
  return (await (await fetch(`${url}/api/v1/me`, { headers })).json()) as {
    name: unknown
    role: unknown
    allowed: string[]
  }
}

test('a key opens what its role may, by either header, and says who it is', async () => {
  const { secret } = await make('nightly', 'uploader')
  for (const headers of [bearer(secret), { 'x-api-key': secret }]) {
    expect(await status('/api/v1/datasets', headers)).toBe(200)
    expect(await status('/api/v1/stream/dead-letters', headers)).toBe(403)
    expect(await status(base, headers)).toBe(403)
  }
  const me = await meOf(gateway, bearer(secret))
  expect(me).toMatchObject({ name: 'key nightly', role: 'uploader' })
  expect(me.allowed).toEqual(expect.arrayContaining(['upload', 'readMe', 'createUpload', 'readHealth']))
  for (const id of ['createKey', 'listAudit', 'redriveDeadLetters']) expect(me.allowed).not.toContain(id)
})

test('what is kept of a key is not the key, and it is listed without it', async () => {
  const { key_id, secret } = await make('kept', 'viewer')
  expect(await status('/api/v1/datasets', bearer(secret))).toBe(200)
  const [row] = await readRows<Record<string, unknown>>(
    installation.database,
    `select * from api_keys where key_id = '${key_id}'`,
  )
  expect(row?.digest).toBe(createHash('sha256').update(secret).digest('hex'))
  expect(JSON.stringify(row)).not.toContain(secret)
  const text = await (await gateway.fetch(base)).text()
  expect(text).not.toContain(secret)
  const listed = (JSON.parse(text) as { keys: { key_id: string }[] }).keys.find((key) => key.key_id === key_id)
  expect(listed).toMatchObject({
    name: 'kept',
    created_by: 'tester',
    last_used_at: expect.any(String),
    revoked_at: null,
  })
  expect(gateway.log.join('\n')).not.toContain(secret)
})

test('a revoked key, one that has expired and one that never was are refused', async () => {
  const revoked = await make('short', 'admin')
  expect(await status('/api/v1/datasets', bearer(revoked.secret))).toBe(200)
  expect((await post(`${base}/${revoked.key_id}/revoke`)).status).toBe(200)
  await problem(await post(`${base}/${revoked.key_id}/revoke`), 404)
  const expired = await make('expired', 'admin', Date.now() + 3_600_000)
  expect(await status('/api/v1/datasets', bearer(expired.secret))).toBe(200)
  await readRows(installation.database, `update api_keys set expires_at = now() where key_id = '${expired.key_id}'`)
  // By the gateway that has taken them, and by one that has not seen them.
  for (const at of [gateway, await installation.start()]) {
    for (const secret of [revoked.secret, expired.secret, `fck_${'A'.repeat(43)}`, 'fck_short'])
      expect(await status('/api/v1/datasets', bearer(secret), at)).toBe(401)
  }
  // Its name may be given again.
  await make('short', 'viewer')
})

test('a key is asked for with what it needs', async () => {
  await make('taken', 'viewer')
  await problem(await post(base, { name: 'taken', role: 'viewer' }), 409)
  await problem(await post(base, { name: 'x', role: 'root' }), 400)
  await problem(await post(base, { name: '', role: 'viewer' }), 400)
  await problem(await post(base, { name: 'x', role: 'viewer', expires_at: '2001-01-01T00:00:00Z' }), 400)
})

test('with PUBLIC_READ nobody is somebody who may read', async () => {
  const open = await installation.start({ PUBLIC_READ: 'true' })
  const me = await meOf(open, {})
  expect(me).toMatchObject({ name: null, role: null })
  expect(me.allowed).toContain('listDatasets')
  expect(me.allowed).not.toContain('upload')
  expect(await status('/api/v1/me', {})).toBe(401)
})

interface Entry {
  readonly audit_id: number
  readonly who: string
  readonly role: string | null
  readonly action: string
  readonly target: string
  readonly result: string
  readonly reason: string | null
  readonly detail: Record<string, unknown> | null
}
async function audit(query: string): Promise<Entry[]> {
  return ((await (await gateway.fetch(`/api/v1/audit?${query}`)).json()) as { entries: Entry[] }).entries
}

test('what changes something is noted, with who, on what, and how it ended', async () => {
  const { key_id, secret } = await make('audited', 'uploader')
  const form = new FormData()
  form.set('file', new File(['CDF'], 'a.nc'))
  const init = { method: 'POST', headers: bearer(secret), body: form }
  const answer = await fetch(`${gateway.url}/api/v1/datasets/upload`, init)
  const uploaded = (await answer.json()) as { job_id: string; dataset_id: number }
  expect(await audit('action=upload&limit=1')).toMatchObject([
    {
      ...{ who: 'key audited', role: 'uploader', way: 'http', target: uploaded.job_id, result: 'done' },
      detail: { filename: 'a.nc', dataset_id: uploaded.dataset_id },
    },
  ])
  expect(await audit(`action=createKey&target=${key_id}`)).toMatchObject([{ who: 'tester', result: 'done' }])

  const letters = '/api/v1/stream/dead-letters'
  expect((await post(`${letters}/discard`, { all: true, because: 'a test' })).status).toBe(200)
  await problem(await post(`${letters}/discard`, { all: true }), 400)
  const [refused, done] = await audit('action=discardDeadLetters')
  expect(done).toMatchObject({ who: 'tester', role: 'admin', target: `${letters}/discard`, result: 'done' })
  expect(refused).toMatchObject({ result: 'refused', reason: expect.stringContaining('Say why') })

  // Questions are none of it.
  await post('/api/v1/datasets/known', { sha256: ['0'.repeat(64)] })
  expect(await audit('action=findKnownFiles')).toEqual([])
  const [newest, next] = await audit('limit=2')
  expect(await audit(`limit=1&before=${newest?.audit_id}`)).toEqual([next])
  expect(await status('/api/v1/audit', bearer(await token({ role: 'operator' })))).toBe(403)
})

test('what cannot be noted is not done', async () => {
  await readRows(installation.database, 'alter table audit_log rename to audit_away')
  try {
    await problem(await gateway.upload('b.nc', 'CDF'), 503)
    await problem(await post(base, { name: 'unnoted', role: 'admin' }), 503)
    await problem(await post('/api/v1/stream/dead-letters/discard', { all: true, because: 'a test' }), 503)
  } finally {
    await readRows(installation.database, 'alter table audit_away rename to audit_log')
  }
  const [found] = await readRows<{ datasets: number; keys: number }>(
    installation.database,
    `select (select count(*) from datasets where source_filename = 'b.nc')::integer as datasets,
       (select count(*) from api_keys where name = 'unnoted')::integer as keys`,
  )
  expect(found).toEqual({ datasets: 0, keys: 0 })
})
