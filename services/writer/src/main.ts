import { connectDatabase } from '@floatchat/db/connectDatabase'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { runMain } from '@floatchat/service/runMain'
import { runStage } from '@floatchat/stage/runStage'

import { createWriter } from './handle.ts'
import { watchNeighbours } from './neighbours/watchNeighbours.ts'
import { settings as schema } from './settings.ts'
import { writerConnection } from './writerConnection.ts'

await runMain(async () => {
  const settings = readSettings(schema)
  const log = createLogger('writer', settings.LOG_LEVEL)
  const bucket = await connectBucket(settings)
  const database = await connectDatabase(...writerConnection(settings))

  const neighbours = watchNeighbours(database, settings.QUALITY_TESTS_OFF, log)

  const writer = createWriter(database, settings)
  const stage: typeof writer = {
    ...writer,
    handle(message, context) {
      neighbours.kick()
      return writer.handle(message, context)
    },
  }

  return await runStage(stage, {
    settings,
    log,
    checks: { database: () => database.check(), bucket: () => bucket.check() },
    payloads: bucketPayloads(bucket),
    close: [() => neighbours.stop(), () => database.close(), async () => bucket.close()],
  })
})
