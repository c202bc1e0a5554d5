import { profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import { watchGreyList } from '@floatchat/greylist/watchGreyList'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { createLogger } from '@floatchat/service/logger'
import { flaggedValues, measureGreyList } from '@floatchat/service/metrics'
import { readSettings } from '@floatchat/service/readSettings'
import { runMain } from '@floatchat/service/runMain'
import { runStage } from '@floatchat/stage/runStage'
import { createCleaner } from './handle.ts'
import { LandMask } from './land/LandMask.ts'
import { settings as schema } from './settings.ts'

await runMain(async () => {
  const settings = readSettings(schema)
  const log = createLogger('cleaner', settings.LOG_LEVEL)
  const bucket = await connectBucket(settings)
  const greyList = settings.GREY_LIST_PATH === undefined ? undefined : await watchGreyList(settings.GREY_LIST_PATH, log)
  if (greyList !== undefined) measureGreyList(greyList)

  const land = settings.QUALITY_TESTS_OFF.has(4) ? undefined : await LandMask.load()

  return await runStage(
    {
      name: 'cleaner',
      consumes: profilesParsed,
      produces: [profilesCleaned],
      ...createCleaner({
        greyList: () => greyList?.current(),
        land,
        greyListSha256: () => greyList?.sha256(),
        runAbandonMs: settings.RUN_ABANDON_HOURS * 3_600_000,
        profileMs: settings.CLEANER_PROFILE_SECONDS * 1000,
        fileMs: settings.CLEANER_FILE_SECONDS * 1000,
        onCounts(counts) {
          for (const { test_bit: bit, parameter, count } of counts) {
            flaggedValues.inc({ test_bit: String(bit), parameter }, count)
          }
        },
      }),
    },
    {
      settings,
      log,
      checks: { bucket: () => bucket.check() },
      payloads: bucketPayloads(bucket),
      close: [async () => greyList?.close(), async () => bucket.close()],
    },
  )
})
