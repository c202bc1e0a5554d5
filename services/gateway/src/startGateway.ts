import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { useApiKey } from '@floatchat/db/keys/apiKeys'
import { openIntake } from '@floatchat/intake/openIntake'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { KeptAdmin } from '@floatchat/kafka/KeptAdmin'
import { bucketPayloads } from '@floatchat/objects/bucketPayloads'
import { connectBucket } from '@floatchat/objects/connectBucket'
import type { Logger } from '@floatchat/service/logger'
import { serveHealth } from '@floatchat/service/serveHealth'
import { connectTracer } from '@floatchat/service/tracing'
import { makeAuthenticate } from './auth/authenticate.ts'
import { RateLimit } from './auth/RateLimit.ts'
import { serveConsole } from './console/serveConsole.ts'
import { gatewayRoutes } from './gatewayRoutes.ts'
import { PipelineWatch } from './health/PipelineWatch.ts'
import { type App, type AppOptions, createApp } from './http/createApp.ts'
import { serveHttp } from './http/serveHttp.ts'
import { JobChanges } from './jobs/JobChanges.ts'
import { ResumableUploads } from './resumable/ResumableUploads.ts'
import type { Settings } from './settings.ts'
import { startBackground } from './startBackground.ts'
import { startUpkeep } from './startUpkeep.ts'
import { streamParts } from './stream/StreamParts.ts'

const builtConsole = new URL('../../../apps/console/dist', import.meta.url).pathname

export interface Gateway {
  readonly port: number
  readonly healthPort: number
  /** In the order of going down: no new requests, finish what is under way, close connections. */
  readonly phases: readonly { readonly name: string; readonly run: () => Promise<void> }[]
}

const handBackMs = 6_000

/** Resolves when the work has ended, or after some time. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

/** Connects everything that a gateway is made of. Nothing of it has to be there yet but the ports. */
export async function startGateway(settings: Settings, log: Logger): Promise<Gateway> {
  const { database, bucket, registry, admin, probe, tracer } = await connect(settings, log)
  const stopping = new AbortController()
  const background = await startBackground({ settings, database, bucket, log })
  const { kickRelay, kickOperations } = background
  const changes = new JobChanges(database, () => kickRelay('bulk'))
  const stream = streamParts({ settings, database, log, payloads: bucketPayloads(bucket) })
  const pipeline = new PipelineWatch({
    ...{ ask: admin.ask, log, topicPrefix: settings.TOPIC_PREFIX, behindSeconds: settings.BEHIND_SECONDS },
  })
  const intake = openIntake({ database, bucket })
  const uploads = new ResumableUploads({
    ...{ database, bucket, intake, settings, kickRelay, stopping: stopping.signal, log },
  })

  const stores = { database: database.check, bucket: bucket.check }
  const routes = gatewayRoutes({
    ...{ settings, database, bucket, intake, uploads, changes, pipeline, stream, log },
    checks: { ...stores, broker: probe.check, registry: registry.check },
    ...{ kickRelay, kickOperations, stopping: stopping.signal },
  })
  const app = makeApp(settings, { routes, database, tracer, log })
  const server = await serveHttp(app, { host: settings.HOST, port: settings.PORT })
  const health = await serveHealth({
    ...{ host: settings.HEALTH_HOST, port: settings.HEALTH_PORT, live: () => true, checks: stores },
    about: () => ({ stage: 'gateway', member: background.isMember() }),
  })
  const upkeep = startUpkeep({ settings, database, bucket, uploads, ask: admin.ask, kickRelay, log })
  log.info({ port: server.port, healthPort: health.port }, 'the gateway serves')

  const phases: Gateway['phases'] = [
    {
      name: 'finish requests',
      async run() {
        stopping.abort()
        await server.close((settings.SHUTDOWN_SECONDS / 2) * 1000)
      },
    },
    {
      name: 'stop watching',
      async run() {
        const asking = Promise.all([upkeep.stop(), pipeline.stop()]).then(() => admin.close())
        await atMost(handBackMs, Promise.all([asking, probe.close(), background.stopOperations()]))
      },
    },
    // While the broker is away their connections do not hear that they shall end; nothing is lost by leaving them.
    { name: 'stop the projection', run: () => atMost(handBackMs, background.stopProjection()) },
    { name: 'stop the relay', run: () => atMost(handBackMs, background.stopRelays()) },
    { name: 'send the traces', run: () => atMost(handBackMs, tracer.close()) },
    {
      name: 'close connections',
      async run() {
        await Promise.all([changes.close(), health.close(), stream.close(), database.close()])
        bucket.close()
      },
    },
  ]
  return { port: server.port, healthPort: health.port, phases }
}

async function connect(settings: Settings, log: Logger) {
  const kafka = connectKafka(settings, 'floatchat-gateway', log)
  return {
    database: await connectDatabase(settings, { applicationName: 'floatchat-gateway' }),
    bucket: await connectBucket(settings),
    registry: connectRegistry(settings),
    admin: new KeptAdmin(kafka),
    // Apart from the watch: its questions take longer under load than a check may, and questions take turns.
    probe: new KeptAdmin(kafka),
    tracer: await connectTracer('gateway'),
  }
}

function makeApp(settings: Settings, parts: Pick<AppOptions, 'routes' | 'database' | 'tracer' | 'log'>): App {
  return createApp({
    ...parts,
    authenticate: makeAuthenticate(settings, (digest) => useApiKey(parts.database, digest)),
    rateLimit: new RateLimit(settings.RATE_LIMIT_PER_MINUTE),
    publicRead: settings.PUBLIC_READ,
    corsOrigins: settings.CORS_ORIGINS,
    fallback: serveConsole(settings.CONSOLE_DIR ?? builtConsole),
  })
}
