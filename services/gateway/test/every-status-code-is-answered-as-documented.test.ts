import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { expectNoSecrets } from './support/expectNoSecrets.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { problem } from './support/problem.ts'
import { chunkedUpload, expecting, rawRequest } from './support/rawRequests.ts'
import { token } from './support/tokens.ts'

const base = '/api/v1/datasets'
const unknownJob = `${base}/jobs/00000000-0000-4000-8000-000000000000`
let installation: Installation
let gateway: RunningGateway
let jobId: string
let datasetId: number
beforeAll(async () => {
  installation = await openInstallation('gateway-status')
  gateway = await installation.start({
    MAX_UPLOAD_SIZE_BYTES: '1000000',
    DEBUG: 'false',
    CORS_ORIGINS: 'https://console.example',
  })
  const accepted = await gateway.upload('first.nc', 'CDF', 'First')
  ;({ job_id: jobId, dataset_id: datasetId } = (await accepted.json()) as { job_id: string; dataset_id: number })
})
afterAll(() => installation?.close())

const get = (path: string) => gateway.fetch(path)
const post = (path: string) => gateway.fetch(path, { method: 'POST' })
const send = (path: string, body: unknown) =>
  gateway.fetch(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
const bare = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(gateway.url + path, { method, headers })

describe('POST /upload', () => {
  test('202 for .nc, .nc4 and .zip in any case', async () => {
    for (const name of ['a.nc', 'b.NC4', 'c.Zip']) expect((await gateway.upload(name, 'CDF')).status).toBe(202)
  })
  test('400 for another extension, a missing file, an empty file, no form', async () => {
    expect(await problem(await gateway.upload('a.txt', 'x'), 400)).toBe(
      "'a.txt' cannot be ingested: only .nc, .nc4 and .zip files are accepted.",
    )
    expect(await problem(await gateway.upload('a.nc', ''), 400)).toBe("'a.nc' is empty.")
    await problem(await gateway.fetch(`${base}/upload`, { method: 'POST', body: new FormData() }), 400)
    await problem(await post(`${base}/upload`), 400)
    expect(await problem(await post(`${base}/upload?lane=slow`), 400)).toMatch(/^lane/)
  })
  test('413 by Content-Length at once, and as soon as the limit is passed where there is none', async () => {
    await problem(await gateway.upload('large.nc', new Uint8Array(3_000_000)), 413)
    expect(await chunkedUpload(gateway.url, 1_000_001)).toBe(413)
    expect(await chunkedUpload(gateway.url, 1_000_000)).toBe(202)
  })
  test('413 and 401 before the body is sent, where the client asks with Expect: 100-continue', async () => {
    const bearer = `Bearer ${await token()}`
    expect(await expecting(gateway.url, { authorization: bearer, 'content-length': '99000000' })).toEqual({
      status: 413,
      continued: false,
    })
    expect(await expecting(gateway.url, { authorization: 'Bearer nonsense', 'content-length': '10' })).toEqual({
      status: 401,
      continued: false,
    })
  })
  test('503 where as many uploads are under way as are taken', async () => {
    const busy = await installation.start({ MAX_UPLOADS_AT_ONCE: '1' })
    const bearer = `Bearer ${await token()}`
    const headers = { authorization: bearer, 'content-type': 'multipart/form-data; boundary=x' }
    const held = httpRequest(`${busy.url}${base}/upload`, { method: 'POST', headers })
    held.on('error', () => {})
    held.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.nc"\r\n\r\nCDF')
    const refused = await refusedUpload(busy)
    expect(refused.headers.get('retry-after')).toBe('2')
    await problem(refused, 503)
    held.destroy()
    await busy.stop()
  })
  test('429 where as many of one token are under way as are taken, which another token does not notice', async () => {
    const busy = await installation.start({ MAX_UPLOADS_AT_ONCE_PER_TOKEN: '1' })
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'multipart/form-data; boundary=x' }
    const held = httpRequest(`${busy.url}${base}/upload`, { method: 'POST', headers })
    held.on('error', () => {})
    held.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.nc"\r\n\r\nCDF')
    const refused = await refusedUpload(busy)
    expect(refused.headers.get('retry-after')).toBe('2')
    await problem(refused, 429)
    const other = { authorization: `Bearer ${await token({ sub: 'another' })}` }
    const form = new FormData()
    form.set('file', new File(['CDF'], 'c.nc'))
    const taken = await fetch(`${busy.url}${base}/upload`, { method: 'POST', headers: other, body: form })
    expect(taken.status).toBe(202)
    held.destroy()
    await busy.stop()
  })
  test('408 where the client sends next to nothing', async () => {
    const strict = await installation.start({ UPLOAD_IDLE_SECONDS: '1' })
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'multipart/form-data; boundary=x' }
    const slow = httpRequest(`${strict.url}${base}/upload`, { method: 'POST', headers })
    const status = new Promise((resolve) => slow.on('response', (response) => resolve(response.statusCode)))
    slow.on('error', () => {})
    slow.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.nc"\r\n\r\nCDF')
    expect(await status).toBe(408)
    slow.destroy()
    await strict.stop()
  })
})

/** Uploads until the upload that is held has been noticed and there is no place left. */
async function refusedUpload(busy: { readonly upload: (name: string, text: string) => Promise<Response> }) {
  let answer = await busy.upload('b.nc', 'CDF')
  await vi.waitFor(
    async () => {
      if (answer.status === 202) answer = await busy.upload('b.nc', 'CDF')
      expect(answer.status).not.toBe(202)
    },
    { timeout: 30_000 },
  )
  return answer
}

describe('jobs', () => {
  test('200 for a job and its files, 400 for what is no UUID, 404 for an unknown one', async () => {
    expect((await get(`${base}/jobs/${jobId}`)).status).toBe(200)
    expect((await get(`${base}/jobs/${jobId.toUpperCase()}`)).status).toBe(200)
    expect((await get(`${base}/jobs/${jobId}/files`)).status).toBe(200)
    for (const path of ['', '/events', '/files']) {
      expect(await problem(await get(`${base}/jobs/17${path}`), 400)).toBe('job_id must be a UUID.')
      await problem(await get(unknownJob + path), 404)
    }
  })
  test('200 for the list, newest first, held to its limits; 400 for an unknown status', async () => {
    const { jobs, ...page } = (await (await get(`${base}/jobs?limit=2&offset=0`)).json()) as {
      jobs: { created_at: string }[]
    }
    expect(page).toEqual({ total: expect.any(Number), counts: expect.any(Object), limit: 2, offset: 0 })
    expect(jobs.map(({ created_at }) => created_at)).toEqual(
      jobs
        .map(({ created_at }) => created_at)
        .toSorted()
        .toReversed(),
    )
    const shape = async (query: string) => {
      const { limit, offset } = (await (await get(`${base}/jobs?${query}`)).json()) as { limit: number; offset: number }
      return { limit, offset }
    }
    expect(await shape('')).toEqual({ limit: 20, offset: 0 })
    expect(await shape('limit=0&offset=-5')).toEqual({ limit: 1, offset: 0 })
    expect(await shape('limit=99999999999999999999&offset=99999999999999999999')).toEqual({
      limit: 100,
      offset: 2_147_483_647,
    })
    expect((await get(`${base}/jobs?status_filter=pending`)).status).toBe(200)
    await problem(await get(`${base}/jobs?status_filter=lost`), 400)
    await problem(await get(`${base}/jobs?limit=many`), 400)
    expect(((await (await get(`${base}/jobs?text=IRST`)).json()) as { total: number }).total).toBe(1)
    expect(((await (await get(`${base}/jobs?text=%25`)).json()) as { total: number }).total).toBe(0)
  })
  test('query: 200 for many by their ids, 400 for what are none, or too many, 405 for another method', async () => {
    expect((await send(`${base}/jobs/query`, { job_ids: [jobId.toUpperCase()] })).status).toBe(200)
    const tooMany = Array.from({ length: 1_001 }, () => jobId)
    for (const body of [
      '',
      '[',
      {},
      { job_ids: [] },
      { job_ids: ['x'] },
      { job_ids: tooMany },
      { job_ids: [jobId], a: 1 },
    ])
      await problem(await send(`${base}/jobs/query`, body), 400)
    await problem(await get(`${base}/jobs/query`), 405)
  })
  test('retry: 400 for one that has not failed or no UUID, 404 for an unknown one', async () => {
    expect(await problem(await post(`${base}/jobs/${jobId}/retry`), 400)).toBe(
      'Only a failed job can be retried: this one is pending.',
    )
    await problem(await post(`${base}/jobs/x/retry`), 400)
    await problem(await post(`${unknownJob}/retry`), 404)
  })
})

describe('datasets', () => {
  test('200 for the list, a dataset, its profiles and its file', async () => {
    expect((await get(base)).status).toBe(200)
    expect((await get(`${base}/`)).status).toBe(200)
    expect((await get(`${base}?parent_dataset_id=${datasetId}`)).status).toBe(200)
    expect(await (await get(`${base}/${datasetId}/profiles`)).json()).toEqual({
      profiles: [],
      total: 0,
      limit: 100,
      offset: 0,
    })
    const file = (await (await get(`${base}/${datasetId}/file`)).json()) as { url: string; filename: string }
    expect(file).toMatchObject({ filename: 'first.nc', size_bytes: 3 })
    expect(await (await fetch(file.url)).text()).toBe('CDF')
  })
  test('known: 200 with what is held, 400 for what is no digest or too long, 401 without a token', async () => {
    const digest = createHash('sha256').update('CDF').digest('hex').toUpperCase()
    const known = await send(`${base}/known`, { sha256: [digest, digest, '0'.repeat(64)] })
    expect(known.status).toBe(200)
    expect(await known.json()).toMatchObject({ known: [{ sha256: digest.toLowerCase(), status: 'pending' }] })
    for (const body of ['', 'CDF', {}, { sha256: [] }, { sha256: ['x'] }, { sha256: [digest], more: true }])
      await problem(await send(`${base}/known`, body), 400)
    expect(await problem(await send(`${base}/known`, ' '.repeat(100_001)), 400)).toBe('The body is too long.')
    await problem(await bare(`${base}/known`, {}, 'POST'), 401)
    await problem(await get(`${base}/known`), 405)
  })
  test('400 for what is no number, 404 for an unknown one', async () => {
    for (const path of [`${base}/x`, `${base}/-1/profiles`, `${base}/1.5/file`, `${base}/profiles/x`])
      await problem(await get(path), 400)
    for (const id of ['999999', '99999999999999']) {
      for (const path of [`${base}/${id}`, `${base}/${id}/profiles`, `${base}/${id}/file`, `${base}/profiles/${id}`]) {
        await problem(await get(path), 404)
      }
    }
  })
})

describe('quality tests', () => {
  test('200 with every bit in its order, 401 without a token', async () => {
    const { quality_tests: tests } = (await (await get('/api/v1/quality-tests')).json()) as {
      quality_tests: { bit: number; name: string }[]
    }
    expect(tests.map(({ bit }) => bit)).toEqual(qualityTests.map(({ bit }) => bit).toSorted((a, b) => a - b))
    expect(tests.length).toBeGreaterThan(20)
    expect(tests[8]).toEqual({
      bit: 9,
      test: 9,
      name: 'Spike',
      judges: 'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE',
      source: expect.stringContaining('10.13155/33951'),
      is_run: true,
    })
    await problem(await bare('/api/v1/quality-tests'), 401)
  })
})

describe('everywhere', () => {
  test('404 for an unknown address, 405 for another method, with what is taken', async () => {
    await problem(await get('/api/v2'), 404)
    await problem(await get(`${base}/jobs/${jobId}/nothing`), 404)
    const refused = await gateway.fetch(`${base}/jobs/${jobId}`, { method: 'DELETE' })
    expect(refused.headers.get('allow')).toBe('GET, HEAD')
    await problem(refused, 405)
    await problem(await get(`${base}/upload`), 405)
  })
  test('health and the document need no token; /docs is there with DEBUG only', async () => {
    const { status, checks } = (await (await bare('/health')).json()) as { status: string; checks: object }
    // No stage runs in this test, which the gateway finds out some seconds after its start.
    expect(['ok', 'degraded']).toContain(status)
    expect(checks).toEqual({ database: 'ok', bucket: 'ok', broker: 'ok', registry: 'ok' })
    expect(((await (await bare('/openapi.json')).json()) as { openapi: string }).openapi).toBe('3.1.0')
    await problem(await bare('/docs'), 404)
    const open = await installation.start({ DEBUG: 'true' })
    expect((await fetch(`${open.url}/docs`)).status).toBe(200)
    await open.stop()
  })
  test('503 where the database or the bucket is away; degraded where the broker or the registry is', async () => {
    const away = { KAFKA_BROKERS: '127.0.0.1:9', SCHEMA_REGISTRY_URL: 'http://127.0.0.1:9' }
    const degraded = await installation.start(away)
    const response = await fetch(`${degraded.url}/health`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      checks: { database: 'ok', broker: 'unavailable', registry: 'unavailable' },
    })
    expect((await degraded.upload('while-kafka-is-down.nc', 'CDF')).status).toBe(202)
    await degraded.stop()
    const down = await installation.start({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' })
    expect((await fetch(`${down.url}/health`)).status).toBe(503)
    await problem(await down.fetch(`${base}/jobs`), 503)
    await down.stop()
  })
  test('security headers on every answer; other origins only where they are configured', async () => {
    for (const path of ['/health', `${base}/jobs`, '/nothing']) {
      const { headers } = await bare(path, { origin: 'https://evil.example' })
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
    const { headers } = await bare('/health', { origin: 'https://console.example' })
    expect(headers.get('access-control-allow-origin')).toBe('https://console.example')
  })
  test('431 for headers that are too large, 400 for what is not HTTP', async () => {
    expect((await bare('/health', { 'x-large': 'x'.repeat(20_000) })).status).toBe(431)
    expect(await rawRequest(gateway.url, 'nonsense\r\n\r\n')).toContain('400 Bad Request')
  })
  test('429 where a token asks too often, with when to come again', async () => {
    const strict = await installation.start({ RATE_LIMIT_PER_MINUTE: '5' })
    const statuses: number[] = []
    for (let time = 0; time < 7; time++) statuses.push((await strict.fetch(`${base}/jobs`)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    const refused = await strict.fetch(`${base}/jobs`)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await problem(refused, 429)
    // Uploads have bounds of their own, and are no questions.
    for (let time = 0; time < 7; time++) expect((await strict.upload(`${time}.nc`, 'CDF')).status).toBe(202)
    // Another token has a bucket of its own.
    const other = await token({ sub: 'another' })
    expect((await fetch(`${strict.url}${base}/jobs`, { headers: { authorization: `Bearer ${other}` } })).status).toBe(
      200,
    )
    await strict.stop()
  })
})

test('no token, key or presigned address is in the log', async () => {
  await expectNoSecrets(gateway, installation)
})

test('production refuses the development keys and an open /docs, naming each', async () => {
  await expect(installation.start({ NODE_ENV: 'production', DEBUG: 'true' })).rejects.toThrow(/SECRET_KEY[\s\S]*DEBUG/)
})
