import { connectDatabase } from '@floatchat/db/connectDatabase'
import { openSites } from '@floatchat/mirroring/openSites'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { reportErrors } from '@floatchat/service/reportErrors'
import { runMain } from '@floatchat/service/runMain'
import { serveHealth } from '@floatchat/service/serveHealth'
import { shutdownOnSignal } from '@floatchat/service/shutdown'
import { measureAgain } from './measure.ts'
import { mirrorAgain } from './mirrorAgain.ts'
import { settings as schema } from './settings.ts'

await runMain(async () => {
  const settings = readSettings(schema)
  const log = createLogger('mirror', settings.LOG_LEVEL)
  await reportErrors(settings, 'mirror')
  // A plan over millions of files takes the database longer than any other statement.
  const options = { applicationName: 'floatchat-mirror', statementTimeoutMs: 'DISABLE_TIMEOUT' as const }
  const database = await connectDatabase(settings, options)
  const bucket = await connectBucket(settings)
  const sites = await openSites(settings.MIRROR_SOURCE, settings)
  const addresses = sites.map(({ address }) => address)
  const stopping = new AbortController()
  const health = await serveHealth({
    host: settings.HEALTH_HOST,
    port: settings.HEALTH_PORT,
    live: () => true,
    checks: { database: database.check, bucket: bucket.check },
    about: () => ({ stage: 'mirror', sources: addresses }),
  })
  if (sites.length === 0) log.info('MIRROR_SOURCE is not set: there is nothing to mirror')
  const parts = { database, bucket, log, signal: stopping.signal }
  const working = sites.length === 0 ? [] : [mirrorAgain(parts, sites, settings), measureAgain(parts, addresses)]
  log.info({ healthPort: health.port, sources: addresses }, 'the mirror is up')
  shutdownOnSignal(
    [
      {
        name: 'stop the run',
        run: async () => {
          stopping.abort(new Error('The mirror was told to stop.'))
          await Promise.all(working)
        },
      },
      {
        name: 'close connections',
        run: async () => {
          await Promise.all([health.close(), database.close()])
          bucket.close()
        },
      },
    ],
    settings.SHUTDOWN_SECONDS,
    log,
  )
})
