import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { objectSettings } from '../src/objectSettings.ts'

/** Settings of a bucket of the suite's own on the S3 server named by the environment. */
export async function bucketSettings(suite: string) {
  const settings = z
    .object(objectSettings)
    .parse({ ...process.env, S3_BUCKET_NAME: `${suite}-${randomUUID().slice(0, 8)}` })
  return { settings, release: async () => {} }
}
