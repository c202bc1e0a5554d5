import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { type Operations, openOperations } from '@floatchat/operations/openOperations'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import type { System } from './openSystem.ts'

/** The bucket and the operations of a running system, for what only an operator does. */
export async function withOperations<T>(
  { env, database }: System,
  work: (operations: Operations, bucket: Awaited<ReturnType<typeof connectBucket>>) => Promise<T>,
): Promise<T> {
  const settings = readSettings(z.object({ ...stageSettings, ...objectSettings }), env)
  const bucket = await connectBucket(settings)
  const operations = await openOperations({
    settings,
    database,
    log: createLogger('test', 'silent'),
    payloads: bucketPayloads(bucket),
  })
  try {
    return await work(operations, bucket)
  } finally {
    await operations.close()
    bucket.close()
  }
}
