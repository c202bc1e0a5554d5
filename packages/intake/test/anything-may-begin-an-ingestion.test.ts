import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { readRows } from '@floatchat/db/test/support/readRows'
import type { Bucket } from '@floatchat/objects/Bucket'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openIntake } from '../src/openIntake.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const bytes = Buffer.from('CDF, or anything else: the parser will say')
let environment: TestEnvironment
let database: Database
let bucket: Bucket
beforeAll(async () => {
  environment = await testEnvironment('intake')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  bucket = await connectBucket(z.object(objectSettings).parse(environment.env))
  await bucket.ensure()
})
afterAll(async () => {
  await database?.close()
  bucket?.close()
  await environment?.close()
})

it('in one call: the bytes are in the bucket, and dataset, job and event in the database', async () => {
  const file = await openIntake({ database, bucket }).take(bytes, {
    ...{ filename: 'R2902746_001.nc', datasetName: null, lane: 'bulk', traceparent },
  })
  expect(await bucket.get(file.object_key)).toEqual(bytes)
  const rows = await readRows(
    database,
    `select d.source_filename as filename, o.lane, j.status as job, d.raw_file_size::integer as size
     from datasets d join ingestion_jobs j using (dataset_id) join outbox o using (job_id)
     where d.dataset_id = ${Number(file.dataset_id)} and j.job_id = '${file.job_id}'`,
  )
  expect(rows).toEqual([{ filename: 'R2902746_001.nc', lane: 'bulk', job: 'pending', size: bytes.length }])
})

it('or not at all: what cannot be recorded is taken out of the bucket again', async () => {
  const intake = openIntake({ database, bucket })
  const staged = await intake.stage('twice.nc', bytes)
  const file = { filename: 'twice.nc', datasetName: null, sizeBytes: bytes.length, sha256: '0'.repeat(64), traceparent }
  await intake.begin(staged, { ...file, lane: 'live' })
  // The id of its dataset is taken by now: the database refuses it.
  const again = { ...staged, key: `${staged.key}.again` }
  await bucket.put(again.key, bytes)
  await expect(intake.begin(again, { ...file, lane: 'live' })).rejects.toThrow()
  expect(await bucket.stat(again.key)).toBeUndefined()
  expect(await bucket.stat(staged.key)).toBeDefined()
})
