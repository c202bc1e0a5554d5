import { loadavg } from 'node:os'
import { uploadFile } from '@floatchat/cli/ingest/uploadFile'
import { makeToken } from '@floatchat/cli/makeToken'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { startSystem } from '@floatchat/local/system/startSystem'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readStackState } from '@floatchat/stack/stackState'
import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import { ProcessMeter } from '../pipeline/ProcessMeter.ts'

/** What the system was like at a moment. Memory is resident, MiB; time of processors in seconds since the start. */
export interface Sample {
  /** Seconds since the run began. */
  readonly at: number
  readonly levels: number
  readonly load: number
  readonly cpu: Readonly<Record<string, number>>
  readonly mib: Readonly<Record<string, number>>
}

const secretKey = 'dev-secret-key-change-in-production'
const number = z.object({ n: z.coerce.number() })

/** The whole system with its default settings in this folder, as `./floatchat up` starts it; what runs is used. */
export async function scaleSystem(home: string) {
  const environment = {
    ...process.env,
    ...{ FLOATCHAT_HOME: home, FLOATCHAT_STACK: 'processes', FLOATCHAT_ANY_PORT: '1', LOG_LEVEL: 'warn' },
  }
  const settings = readStackSettings(environment)
  const system = await startSystem({ settings, say: (sentence) => console.error(sentence) })
  const databaseUrl = system.variables.DATABASE_URL ?? ''
  const database = await connectDatabase({ DATABASE_URL: databaseUrl })
  const token = await makeToken({ secretKey, role: 'admin', subject: 'bench', expires: '1d' })
  const gateway = { url: system.gatewayUrl, token }
  const meters = new Map(system.instances.map(({ service, process }) => [service, new ProcessMeter(process.pid)]))
  for (const [part, state] of Object.entries(readStackState(home))) {
    if (state?.origin === 'process') meters.set(part, new ProcessMeter(state.process.pid))
  }
  const began = performance.now()
  const one = async (query: FragmentSqlToken) => database.pool.oneFirst(sql.type(number)`${query}`)

  return {
    databaseUrl,
    database,
    gateway,
    one,
    async upload(files: readonly string[], atOnce: number): Promise<void> {
      const inTurn = limitConcurrency(atOnce)
      await Promise.all(
        files.map((file) =>
          inTurn(async () => {
            const answer = await uploadFile(gateway, file, { lane: 'bulk' })
            if (answer.status !== 202) throw new Error(`${file}: ${answer.status} ${answer.body}`)
          }),
        ),
      )
    },
    openJobs: () => one(sql.fragment`select count(*) as n from ingestion_jobs where status in ('pending', 'running')`),
    async sample(): Promise<Sample> {
      const each = (measure: (meter: ProcessMeter) => number) =>
        Object.fromEntries([...meters].map(([name, meter]) => [name, Math.round(measure(meter) * 100) / 100]))
      return {
        at: (performance.now() - began) / 1000,
        // A counter of the server's own: reading it costs nothing however many there are.
        levels: await one(sql.fragment`select n_tup_ins as n from pg_stat_user_tables where relname = 'measurements'`),
        load: loadavg()[0] ?? 0,
        cpu: each((meter) => meter.cpuSeconds()),
        mib: each((meter) => meter.residentMib()),
      }
    },
    /** Seconds until the last byte of the answer, and how many bytes there were. */
    async ask(path: string): Promise<{ seconds: number; bytes: number }> {
      const started = performance.now()
      const response = await fetch(`${gateway.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
      const body = await response.arrayBuffer()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${Buffer.from(body).toString().slice(0, 300)}`)
      return { seconds: (performance.now() - started) / 1000, bytes: body.byteLength }
    },
    close: () => database.close(),
  }
}

export type ScaleSystem = Awaited<ReturnType<typeof scaleSystem>>
