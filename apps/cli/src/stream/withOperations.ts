import { connectDatabase } from '@floatchat/db/connectDatabase'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { type Operations, openOperations } from '@floatchat/operations/openOperations'
import { createLogger } from '@floatchat/service/logger'
import { streamSettings } from './streamSettings.ts'

/** Runs a command's work with everything connected, and closes it all. */
export async function withOperations<T>(work: (operations: Operations) => Promise<T>): Promise<T> {
  const settings = streamSettings()
  const log = createLogger('floatchat', 'error')
  const database = await connectDatabase(settings, { applicationName: 'floatchat-command' })
  const bucket = await connectBucket(settings)
  try {
    const operations = await openOperations({ settings, database, log, payloads: bucketPayloads(bucket) })
    try {
      return await work(operations)
    } finally {
      await operations.close()
    }
  } finally {
    bucket.close()
    await database.close()
  }
}
