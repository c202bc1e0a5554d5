import { testEnvironment } from '@floatchat/stack/testStack'
import { z } from 'zod'
import { objectSettings } from '../src/objectSettings.ts'

/** Settings of a bucket of the suite's own on the S3 server of the test run. */
export async function bucketSettings(suite: string) {
  const environment = await testEnvironment(suite)
  return { settings: z.object(objectSettings).parse(environment.env), release: () => environment.close() }
}
