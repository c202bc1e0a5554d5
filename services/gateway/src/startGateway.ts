import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { forgetDeadLetters } from '@floatchat/db/deadLetters/forgetDeadLetters'
import { useApiKey } from '@floatchat/db/keys/apiKeys'
import { watchGreyList } from '@floatchat/greylist/watchGreyList'
import { openIntake } from '@floatchat/intake/openIntake'
import { removePurgedBytes } from '@floatchat/intake/removePurgedBytes'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { KeptAdmin } from '@floatchat/kafka/KeptAdmin'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { fillStaleArchives } from '@floatchat/projection/fillStaleArchives'
import type { Logger } from '@floatchat/service/logger'
import { serveHealth } from '@floatchat/service/serveHealth'
import { connectTracer } from '@floatchat/service/tracing'
import { version } from '@floatchat/service/version'
import { auditRoute } from './audit/auditRoute.ts'
import { makeAuthenticate } from './auth/authenticate.ts'
import { RateLimit } from './auth/RateLimit.ts'
import { serveConsole } from './console/serveConsole.ts'
import { datasetRoutes } from './datasets/datasetRoutes.ts'
import { knownRoute } from './datasets/knownRoute.ts'
import { originRoutes } from './datasets/originRoutes.ts'
import { erddapRoutes } from './erddap/erddapRoutes.ts'
import { floatRoutes } from './floats/floatRoutes.ts'
import { gdacRoutes } from './gdac/gdacRoutes.ts'
import { gateway } from './handle.ts'
import { type Checks, healthRoute } from './health/healthRoute.ts'
import { PipelineWatch } from './health/PipelineWatch.ts'
import { createApp } from './http/createApp.ts'
import { documentRoutes } from './http/documentRoutes.ts'
import { serveHttp } from './http/serveHttp.ts'
import { JobChanges } from './jobs/JobChanges.ts'
import { jobRoutes } from './jobs/jobRoutes.ts'
import { jobsQueryRoute } from './jobs/jobsQueryRoute.ts'
import { waitsBehindOthers } from './jobs/waitsBehindOthers.ts'
import { watchStuckJobs } from './jobs/watchStuckJobs.ts'
import { keyRoutes } from './keys/keyRoutes.ts'
import { meRoute } from './me/meRoute.ts'
import { mirrorRoute } from './mirror/mirrorRoute.ts'
import { driveOperations } from './operations/driveOperations.ts'
import { operationRoutes } from './operations/operationRoutes.ts'
import { startProjection } from './projection/startProjection.ts'
import { configurationRoute } from './quality/configurationRoute.ts'
import { provenanceRoute } from './quality/provenanceRoute.ts'
import { qualityAuditRoute } from './quality/qualityAuditRoute.ts'
import { qualityTestsRoute } from './quality/qualityTestsRoute.ts'
import { dictionaryRoutes } from './reading/dictionaryRoutes.ts'
import { readingRoutes } from './reading/readingRoutes.ts'
import { startChangeRelay } from './relay/startChangeRelay.ts'
import { startRelay } from './relay/startRelay.ts'
import { repeat } from './repeat.ts'
import { ResumableUploads } from './resumable/ResumableUploads.ts'
import { resumableRoutes } from './resumable/resumableRoutes.ts'
import { searchRoute } from './search/searchRoute.ts'
import type { Settings } from './settings.ts'
import { pipelineRoute } from './stream/pipelineRoute.ts'
import { streamParts } from './stream/StreamParts.ts'
import { streamRoutes } from './stream/streamRoutes.ts'
import { sweepBucket } from './upload/sweepBucket.ts'
import { UploadPlaces } from './upload/UploadPlaces.ts'
import { uploadRoute } from './upload/uploadRoute.ts'
import { withdrawalRoutes } from './withdrawals/withdrawalRoutes.ts'

const builtConsole = new URL('../../../apps/console/dist', import.meta.url).pathname

export interface Gateway {
  readonly port: number
  readonly healthPort: number
  /** In the order of going down: no new requests, finish what is under way, close connections. */
  readonly phases: readonly { readonly name: string; readonly run: () => Promise<void> }[]
}

const handBackMs = 6_000
const sweepMs = 6 * 3_600_000

/** Resolves when the work has ended, or after some time. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

/** Connects everything that a gateway is made of. Nothing of it has to be there yet but the ports. */
export async function startGateway(settings: Settings, log: Logger): Promise<Gateway> {
  const database = await connectDatabase(settings, { applicationName: 'floatchat-gateway' })
  const bucket = await connectBucket(settings)
  const registry = connectRegistry(settings)
  const kafka = connectKafka(settings, 'floatchat-gateway', log)
  const admin = new KeptAdmin(kafka)
  // Apart from the watch: its questions take longer under load than a check may, and questions take turns.
  const probe = new KeptAdmin(kafka)
  const tracer = await connectTracer('gateway')
  const stopping = new AbortController()

  const relay = startRelay({ database, settings, log })
  const changeRelay = startChangeRelay({ database, settings, log })
  const projection = startProjection({
    database,
    settings,
    log,
    enqueued: () => relay.kick('bulk'),
    ended(files) {
      relay.makeRoom(files)
      changeRelay.kick()
    },
  })
  const { REPROCESS_GREY_LIST, GREY_LIST_PATH } = settings
  const greyList =
    REPROCESS_GREY_LIST && GREY_LIST_PATH !== undefined ? await watchGreyList(GREY_LIST_PATH, log) : undefined
  const driver = driveOperations({
    ...{ database, bucket, log, greyList, bulkWindow: settings.OUTBOX_BULK_WINDOW },
    enqueued: () => relay.kick('bulk'),
  })
  const changes = new JobChanges(database, () => relay.kick('bulk'))
  const stream = streamParts({ settings, database, log, payloads: bucketPayloads(bucket) })

  const checks: Checks = {
    database: database.check,
    bucket: bucket.check,
    broker: probe.check,
    registry: registry.check,
  }
  const pipeline = new PipelineWatch({
    ...{ ask: admin.ask, log, topicPrefix: settings.TOPIC_PREFIX, behindSeconds: settings.BEHIND_SECONDS },
  })
  const intake = openIntake({ database, bucket })
  const places = new UploadPlaces(settings)
  const uploads = new ResumableUploads({
    ...{ database, bucket, intake, settings, kickRelay: relay.kick, stopping: stopping.signal, log },
  })
  const routes = [
    uploadRoute(gateway({ intake, places, settings, kickRelay: relay.kick })),
    ...resumableRoutes({ uploads, places, maxBytes: settings.MAX_UPLOAD_SIZE_BYTES }),
    knownRoute(database),
    jobsQueryRoute(database, pipeline),
    ...jobRoutes({ database, changes, pipeline, stopping: stopping.signal, kickRelay: relay.kick }),
    ...datasetRoutes({ database, bucket, presignedSeconds: settings.PRESIGNED_SECONDS, log }),
    ...withdrawalRoutes({ database, bucket, kickRelay: relay.kick }),
    ...readingRoutes({ database, log }),
    ...erddapRoutes({ database, log }),
    ...gdacRoutes({ database, bucket, log }),
    ...floatRoutes(database),
    searchRoute(database),
    ...dictionaryRoutes(database),
    qualityTestsRoute(database),
    qualityAuditRoute(database),
    provenanceRoute(database),
    configurationRoute(database),
    mirrorRoute(database),
    pipelineRoute(),
    ...streamRoutes(stream),
    ...originRoutes(database, stream.operations),
    ...operationRoutes(database, driver.kick),
    ...keyRoutes(database),
    auditRoute(database),
    healthRoute(checks, () => pipeline.stages),
  ]
  routes.push(meRoute(routes, settings.PUBLIC_READ))
  const app = createApp({
    routes: [...routes, ...documentRoutes(routes, version, settings.DEBUG)],
    database,
    authenticate: makeAuthenticate(settings, (digest) => useApiKey(database, digest)),
    rateLimit: new RateLimit(settings.RATE_LIMIT_PER_MINUTE),
    publicRead: settings.PUBLIC_READ,
    corsOrigins: settings.CORS_ORIGINS,
    log,
    tracer,
    fallback: serveConsole(settings.CONSOLE_DIR ?? builtConsole),
  })
  const server = await serveHttp(app, { host: settings.HOST, port: settings.PORT })
  const health = await serveHealth({
    host: settings.HEALTH_HOST,
    port: settings.HEALTH_PORT,
    live: () => true,
    checks: { database: database.check, bucket: bucket.check },
    about: () => ({ stage: 'gateway', member: projection.isMember() }),
  })

  const watcher = repeat('looking for stuck jobs', settings.STUCK_CHECK_SECONDS * 1000, log, async () => {
    await watchStuckJobs({
      database,
      log,
      runningMinutes: settings.STUCK_RUNNING_MINUTES,
      pendingMinutes: settings.STUCK_PENDING_MINUTES,
      look: waitsBehindOthers(admin.ask, settings.TOPIC_PREFIX),
    })
    relay.kick()
  })
  const zipWatch = repeat('looking after zips that are read again', 2_000, log, async () => {
    if (await fillStaleArchives(database)) relay.kick()
  })
  const uploadWatch = repeat('looking after uploads', 60_000, log, () => uploads.lookAfter())
  const purger = repeat('removing purged bytes', sweepMs, log, async () => {
    await removePurgedBytes(database, bucket)
  })
  const sweeper = repeat('sweeping the bucket', sweepMs, log, () => sweepBucket(bucket, database, log))
  const forgetter = repeat('forgetting dead letters', sweepMs, log, async () => {
    await forgetDeadLetters(database, settings.DEAD_LETTERS_KEEP_DAYS)
  })
  log.info({ port: server.port, healthPort: health.port }, 'the gateway serves')

  return {
    port: server.port,
    healthPort: health.port,
    phases: [
      {
        name: 'finish requests',
        run: async () => {
          stopping.abort()
          await server.close((settings.SHUTDOWN_SECONDS / 2) * 1000)
        },
      },
      {
        name: 'stop watching',
        run: async () => {
          greyList?.close()
          const asking = Promise.all([watcher.stop(), pipeline.stop()]).then(() => admin.close())
          await atMost(
            handBackMs,
            Promise.all([
              asking,
              probe.close(),
              uploadWatch.stop(),
              zipWatch.stop(),
              purger.stop(),
              sweeper.stop(),
              forgetter.stop(),
              driver.stop(),
            ]),
          )
        },
      },
      // While the broker is away their connections do not hear that they shall end; nothing is lost by leaving them.
      { name: 'stop the projection', run: () => atMost(handBackMs, projection.stop()) },
      { name: 'stop the relay', run: () => atMost(handBackMs, Promise.all([relay.stop(), changeRelay.stop()])) },
      { name: 'send the traces', run: () => atMost(handBackMs, tracer.close()) },
      {
        name: 'close connections',
        run: async () => {
          await Promise.all([changes.close(), health.close(), stream.close(), database.close()])
          bucket.close()
        },
      },
    ],
  }
}
