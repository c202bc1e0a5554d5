import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import type { Bucket } from '@floatchat/objects/Bucket'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { testEnvironment } from '@floatchat/stack/testStack'
import { applyTopics } from '@floatchat/stage/applyTopics'
import { connectKafka } from '@floatchat/stage/connectKafka'
import { createLogger } from '@floatchat/stage/logger'
import { readSettings } from '@floatchat/stage/readSettings'
import { type Settings, settings as schema } from '../../src/settings.ts'
import { token } from './tokens.ts'

/** What a suite has to itself: topics, schemas, bucket and database, and gateways as processes of their own. */
export interface Installation {
  readonly env: Record<string, string>
  readonly settings: Settings
  readonly database: Database
  readonly bucket: Bucket
  /** Starts a gateway and waits until it serves. */
  start(env?: Record<string, string>): Promise<GatewayProcess>
  close(): Promise<void>
}

export interface GatewayProcess {
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
  const running: GatewayProcess[] = []
  return {
    env,
    settings,
    database,
    bucket,
    async start(more = {}) {
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

async function startProcess(env: Record<string, string>): Promise<GatewayProcess> {
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
  const url = `http://127.0.0.1:${port}`
  const bearer = `Bearer ${await token()}`
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { authorization: bearer, ...(init.headers as Record<string, string>) } })
  return {
    url,
    pid: child.pid ?? 0,
    log,
    fetch: call,
    upload(name, bytes, datasetName) {
      const form = new FormData()
      form.set('file', new File([bytes as Uint8Array<ArrayBuffer> | string], name))
      if (datasetName !== undefined) form.set('dataset_name', datasetName)
      return call('/api/v1/datasets/upload', { method: 'POST', body: form })
    },
    stop: (signal = 'SIGTERM') => stopProcess(child, signal),
  }
}

async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
  return child.exitCode
}
