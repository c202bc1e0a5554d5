import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeToken } from '@floatchat/cli/makeToken'
import { prepareSystem } from '@floatchat/cli/prepareSystem'
import { type PipelineStageName, pipeline } from '@floatchat/contracts/pipeline'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { digestTables } from '@floatchat/db/test/support/digestTables'
import { testEnvironment } from '@floatchat/stack/testStack'
import { prepareByRelease } from './lastRelease.ts'
import { ServiceProcess } from './ServiceProcess.ts'

export const serviceNames = pipeline.map(({ name }) => name)
export type ServiceName = PipelineStageName

/** A job as the gateway tells of it. */
export interface Job {
  readonly job_id: string
  readonly dataset_id: number
  readonly original_filename: string
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  readonly error_log: string | null
  readonly errors: readonly { readonly reason: string }[]
  readonly [more: string]: unknown
}

/** The whole system as processes against the shared stack, apart from others by prefix, database and bucket. */
export interface System {
  readonly env: Readonly<Record<string, string>>
  readonly database: Database
  /** Of a gateway that runs; another one after each of its starts. */
  readonly url: string
  readonly token: string
  readonly instances: ServiceProcess[]
  of(service: ServiceName): ServiceProcess
  upload(
    file: string | { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<{ job_id: string; dataset_id: number }>
  job(jobId: string): Promise<Job>
  /** Asks every so many milliseconds until the job has ended. */
  ended(jobId: string, seconds?: number, everyMs?: number): Promise<Job>
  /** Uploads and waits for the end. */
  ingest(file: string | { readonly name: string; readonly bytes: Uint8Array }, seconds?: number): Promise<Job>
  digest(): Promise<string>
  request(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

export interface SystemOptions {
  /** Copies and partitions of its topics, where they are not those of a single broker. */
  readonly topics?: Parameters<typeof prepareSystem>[1]
  /** Instances by service; one of each where not named. */
  readonly scale?: Partial<Record<ServiceName, number>>
  /** Where the code of an earlier release lies, by which the system is prepared and runs. Today's where not said. */
  readonly release?: string
  /** Settings that differ, as a function of those that there would be. */
  readonly settings?:
    | Readonly<Record<string, string>>
    | ((env: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>)
}

export async function openSystem(name: string, options: SystemOptions = {}): Promise<System> {
  const { settings = {}, release } = options
  const environment = await testEnvironment(name, { database: release === undefined ? 'migrated' : 'empty' })
  const env = {
    ...environment.env,
    SECRET_KEY: 'a secret for tests only, of enough length',
    LOG_LEVEL: 'info',
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    SHUTDOWN_SECONDS: '15',
    // Tests upload faster than people do.
    RATE_LIMIT_PER_MINUTE: '1000000',
    MAX_UPLOADS_AT_ONCE: '200',
    MAX_UPLOADS_AT_ONCE_PER_TOKEN: '200',
    ...(typeof settings === 'function' ? await settings(environment.env) : settings),
  }
  if (release === undefined) await prepareSystem(env, options.topics)
  else await prepareByRelease(release, env)
  const instances: ServiceProcess[] = []
  for (const service of serviceNames) {
    for (let i = 0; i < (options.scale?.[service] ?? 1); i++) instances.push(new ServiceProcess(service, env, release))
  }
  for (const instance of instances) instance.start()
  // Digests of whole tables take as long as they take.
  const unhurried = { applicationName: 'system-test', statementTimeoutMs: 'DISABLE_TIMEOUT' as const }
  const database = await connectDatabase({ DATABASE_URL: environment.databaseUrl }, unhurried)
  const token = await makeToken({ secretKey: env.SECRET_KEY, role: 'admin', expires: '1d', subject: 'test' })

  const system: System = {
    env,
    database,
    get url() {
      const port = instances.find((instance) => instance.service === 'gateway' && instance.port !== undefined)?.port
      return `http://127.0.0.1:${port ?? 0}`
    },
    token,
    instances,
    of(service) {
      const found = instances.find((instance) => instance.service === service)
      if (found === undefined) throw new Error(`no ${service} was started`)
      return found
    },
    request(path, init = {}) {
      const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) }
      return fetch(`${system.url}/api/v1${path}`, { ...init, headers })
    },
    async upload(file) {
      const { name: filename, bytes } =
        typeof file === 'string' ? { name: basename(file), bytes: await readFile(file) } : file
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(bytes)]), filename)
      const response = await system.request('/datasets/upload', { method: 'POST', body: form })
      if (response.status !== 202)
        throw new Error(`the upload of ${filename} was refused: ${response.status} ${await response.text()}`)
      return (await response.json()) as { job_id: string; dataset_id: number }
    },
    async job(jobId) {
      const response = await system.request(`/datasets/jobs/${jobId}`)
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return (await response.json()) as Job
    },
    async ended(jobId, seconds = 90, everyMs = 50) {
      const end = Date.now() + seconds * 1000
      let answered = Date.now()
      for (;;) {
        // A gateway that is being restarted does not answer; one that answers with errors is broken.
        const job = await system.job(jobId).catch((error: unknown) => {
          if (Date.now() > Math.min(end, answered + 30_000)) throw error
          return undefined
        })
        if (job !== undefined) answered = Date.now()
        if (job?.status === 'succeeded' || job?.status === 'failed') return job
        if (Date.now() > end) throw new Error(`the job did not end within ${seconds} s: ${JSON.stringify(job)}`)
        await sleep(everyMs)
      }
    },
    async ingest(file, seconds) {
      return system.ended((await system.upload(file)).job_id, seconds)
    },
    digest: async () => JSON.stringify(await digestTables(database.pool)),
    async close() {
      await Promise.all(instances.map((instance) => instance.end('SIGKILL')))
      await database.close()
      await environment.close()
    },
  }
  try {
    await Promise.all(instances.map((instance) => instance.ready()))
  } catch (error) {
    await system.close()
    throw error
  }
  return system
}
