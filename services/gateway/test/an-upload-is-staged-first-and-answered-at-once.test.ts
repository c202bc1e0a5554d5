import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-upload')
  gateway = await installation.start({ MAX_UPLOAD_SIZE_BYTES: '8000000' })
})
afterAll(() => installation?.close())

test('a file is in the bucket byte for byte, with its dataset, its job and its event', async () => {
  const bytes = randomBytes(6_000_001)
  const response = await gateway.upload('Größe 1.NC', bytes, 'My floats')
  expect(response.status).toBe(202)
  const body = (await response.json()) as { job_id: string; dataset_id: number }
  expect(body).toEqual({
    job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    dataset_id: expect.any(Number),
    status: 'pending',
    message: "File 'Größe 1.NC' accepted for ingestion",
  })
  const key = `raw-uploads/${body.dataset_id}/Gro_e_1.NC`
  expect(Buffer.compare(await installation.bucket.get(key), bytes)).toBe(0)
  const job = await (await gateway.fetch(`/api/v1/datasets/jobs/${body.job_id}`)).json()
  expect(job).toMatchObject({
    ...{ job_id: body.job_id, dataset_id: body.dataset_id, original_filename: 'Größe 1.NC', raw_file_path: key },
    ...{ status: 'pending', progress_pct: 0, profiles_total: null, profiles_ingested: 0, error_log: null, errors: [] },
    ...{ started_at: null, completed_at: null, attempt: 1, stage: 'parser' },
    files: [{ filename: 'Größe 1.NC', status: 'pending' }],
  })
  const dataset = (await (await gateway.fetch(`/api/v1/datasets/${body.dataset_id}`)).json()) as object
  expect(dataset).toMatchObject({
    name: 'My floats',
    raw_file_size: bytes.length,
    raw_file_sha256: createHash('sha256').update(bytes).digest('hex'),
    profile_count: null,
  })
})

test('fields may come before or after the file', async () => {
  const part = (name: string, value: string, filename = '') =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${filename}\r\n\r\n${value}\r\n`
  const file = part('file', 'CDF', '; filename="a.nc"')
  for (const body of [part('dataset_name', 'named') + file, file + part('dataset_name', 'named')]) {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const response = await gateway.fetch('/api/v1/datasets/upload', {
      method: 'POST',
      headers,
      body: `${body}--x--\r\n`,
    })
    expect(response.status).toBe(202)
    const { dataset_id } = (await response.json()) as { dataset_id: number }
    const dataset = (await (await gateway.fetch(`/api/v1/datasets/${dataset_id}`)).json()) as { name: string }
    expect(dataset.name).toBe('named')
  }
})

test('what is refused leaves neither a row nor an object', async () => {
  const before = await counts()
  const refused = [
    await gateway.upload('notes.txt', 'hello'),
    await gateway.upload('empty.nc', ''),
    await gateway.upload('large.nc', Buffer.alloc(8_000_001)),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 413])
  await expectCounts(before)
})

test('a bucket that fails is a 503, and nothing is recorded', async () => {
  const other = await installation.start({ S3_ENDPOINT_URL: 'http://127.0.0.1:9' })
  const before = await counts()
  const response = await other.upload('a.nc', 'CDF')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toBe('The bucket is not available at the moment: try again.')
  await expectCounts(before)
  await other.stop()
})

test('a database that fails is a 503, and nothing is staged', async () => {
  const other = await installation.start({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' })
  const before = await counts()
  expect((await other.upload('a.nc', 'CDF')).status).toBe(503)
  await expectCounts(before)
  await other.stop()
})

/** What there is, as the interface and the bucket tell. */
/** The test's S3 server lists its own half of a body that broke off until it has noticed, some milliseconds later. */
async function expectCounts(expected: Awaited<ReturnType<typeof counts>>) {
  await expect.poll(counts, { timeout: 10_000 }).toEqual(expected)
}

async function counts() {
  const total = async (path: string) => ((await (await gateway.fetch(path)).json()) as { total: number }).total
  const objects = await Array.fromAsync(installation.bucket.list('raw-uploads/'))
  return {
    datasets: await total('/api/v1/datasets'),
    jobs: await total('/api/v1/datasets/jobs'),
    objects: objects.length,
  }
}
