import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import type { Bucket } from '@floatchat/objects/Bucket'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { testEnvironment } from '@floatchat/stack/testStack'
import { pino } from 'pino'
import { type Settings, settings as schema } from '../../src/settings.ts'
import { startGateway } from '../../src/startGateway.ts'
import { token } from './tokens.ts'

/** What a suite has to itself: topics, schemas, bucket and database, and gateways as processes of their own. */
export interface Installation {
  readonly env: Record<string, string>
  readonly settings: Settings
  readonly database: Database
  readonly bucket: Bucket
  /** Starts a gateway within this process, which is quick. */
  start(env?: Record<string, string>): Promise<RunningGateway>
  /** Starts a gateway as a process of its own and waits until it serves. */
  spawn(env?: Record<string, string>): Promise<RunningGateway>
  close(): Promise<void>
}

export interface RunningGateway {
  readonly url: string
  readonly pid: number
  /** Lines of its log, as they came. */
  readonly log: readonly string[]
  /** A request with the token of an admin. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Uploads bytes under a name. */
  upload(name: string, bytes: Uint8Array | string, datasetName?: string): Promise<Response>
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const main = new URL('../../src/main.ts', import.meta.url).pathname

export async function openInstallation(name: string): Promise<Installation> {
  const environment = await testEnvironment(name)
  const env = { ...environment.env, PORT: '0', HEALTH_PORT: '0', LOG_LEVEL: 'info' }
  const settings = readSettings(schema, env)
  await migrate(environment.databaseUrl)
  const log = createLogger('test', 'warn')
  await applyTopics(connectKafka(settings, 'gateway-test', log), { topicPrefix: settings.TOPIC_PREFIX })
  await registerSchemas(connectRegistry(settings), settings.TOPIC_PREFIX)
  const database = await connectDatabase(settings)
  const bucket = await connectBucket(settings)
  await bucket.ensure()
  const running: RunningGateway[] = []
  return {
    env,
    settings,
    database,
    bucket,
    async start(more = {}) {
      const gateway = await startWithin({ ...env, ...more })
      running.push(gateway)
      return gateway
    },
    async spawn(more = {}) {
      const gateway = await startProcess({ ...env, ...more })
      running.push(gateway)
      return gateway
    },
    async close() {
      await Promise.all(running.map((gateway) => gateway.stop('SIGTERM')))
      await database.close()
      bucket.close()
      await environment.close()
    },
  }
}

async function startProcess(env: Record<string, string>): Promise<RunningGateway> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the gateway left with ${code}:\n${log.join('\n')}`)))
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line)
      const entry = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; port?: number }) : {}
      if (entry.msg === 'the gateway serves' && entry.port !== undefined) resolve(entry.port)
    })
  })
  return { ...(await client(port)), pid: child.pid ?? 0, log, stop: (signal = 'SIGTERM') => stopProcess(child, signal) }
}

async function startWithin(env: Record<string, string>): Promise<RunningGateway> {
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) })
  const gateway = await startGateway(readSettings(schema, env), logger)
  let stopped: Promise<number> | undefined
  const stop = async () => {
    for (const { run } of gateway.phases) await run()
    return 0
  }
  return { ...(await client(gateway.port)), pid: process.pid, log, stop: () => (stopped ??= stop()) }
}

async function client(port: number) {
  const url = `http://127.0.0.1:${port}`
  const bearer = `Bearer ${await token()}`
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { authorization: bearer, ...(init.headers as Record<string, string>) } })
  return {
    url,
    fetch: call,
    upload(name: string, bytes: Uint8Array | string, datasetName?: string) {
      const form = new FormData()
      form.set('file', new File([bytes as Uint8Array<ArrayBuffer> | string], name))
      if (datasetName !== undefined) form.set('dataset_name', datasetName)
      return call('/api/v1/datasets/upload', { method: 'POST', body: form })
    },
  }
}

async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
  return child.exitCode
}
