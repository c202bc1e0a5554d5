import { filesStaged, filesWaiting, jobsProgress, profilesParsed } from '@floatchat/contracts/topics'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { runMain } from '@floatchat/service/runMain'
import { runStage } from '@floatchat/stage/runStage'
import { parser } from './handle.ts'
import { Hdf5Workers } from './netcdf/hdf5/Hdf5Workers.ts'
import { settings as schema } from './settings.ts'
import { WorkFolder } from './staging/WorkFolder.ts'

await runMain(async () => {
  const settings = readSettings(schema)
  const log = createLogger('parser', settings.LOG_LEVEL)
  const bucket = await connectBucket(settings)
  const folder = await WorkFolder.claim(settings.PARSER_TEMP_DIR)
  const hdf5 = new Hdf5Workers(settings.PARSER_CONCURRENCY)

  return await runStage(
    {
      name: 'parser',
      consumes: filesStaged,
      produces: [profilesParsed, filesStaged, filesWaiting, jobsProgress],
      handle: parser({ bucket, folder, hdf5, limits: settings }),
    },
    {
      settings,
      log,
      checks: { bucket: () => bucket.check() },
      payloads: bucketPayloads(bucket),
      concurrency: settings.PARSER_CONCURRENCY,
      heavyAside: true,
      close: [() => hdf5[Symbol.asyncDispose](), () => folder[Symbol.asyncDispose](), async () => bucket.close()],
    },
  )
})
