import { loadavg } from 'node:os'
import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { ProcessMeter } from '../ProcessMeter.ts'
import { startBenchSystem } from '../startBenchSystem.ts'
import { uploadAll } from '../uploadAll.ts'

/** What the system was like at a moment. Memory is resident, MiB; time of processors in seconds since the start. */
export interface Sample {
  /** Seconds since the run began. */
  readonly at: number
  readonly levels: number
  readonly load: number
  readonly cpu: Readonly<Record<string, number>>
  readonly mib: Readonly<Record<string, number>>
}

/** Seconds until the first and the last of it, and its bytes. */
export interface Answer {
  readonly first: number
  readonly seconds: number
  readonly bytes: number
}

const number = z.object({ n: z.coerce.number() })

/** The whole system in this folder, or one of its own; what runs is used. */
export async function scaleSystem(home: string | undefined, keep: boolean) {
  const system = await startBenchSystem({ keep, ...(home === undefined ? {} : { home }) })
  const { database, gateway, databaseUrl } = system
  const began = performance.now()
  const one = async (query: FragmentSqlToken) => database.pool.oneFirst(sql.type(number)`${query}`)

  return {
    ...{ home: system.home, databaseUrl, database, gateway, one },
    upload: (files: readonly string[], atOnce: number) => uploadAll(gateway, files, atOnce, { lane: 'bulk' }),
    openJobs: () => one(sql.fragment`select count(*) as n from ingestion_jobs where status in ('pending', 'running')`),
    async sample(): Promise<Sample> {
      const each = (measure: (meter: ProcessMeter) => number) =>
        Object.fromEntries(
          [...system.meters].map(([name, meters]) => {
            const together = meters.reduce((sum, meter) => sum + measure(meter), 0)
            return [name, Math.round(together * 100) / 100]
          }),
        )
      return {
        at: (performance.now() - began) / 1000,
        // A counter of the server's own: reading it costs nothing however many there are.
        levels: await one(sql.fragment`select n_tup_ins as n from pg_stat_user_tables where relname = 'measurements'`),
        load: loadavg()[0] ?? 0,
        cpu: each((meter) => meter.cpuSeconds()),
        mib: each((meter) => meter.residentMib()),
      }
    },
    /** Seconds until the first and the last byte of the answer, and how many bytes there were. */
    async ask(path: string): Promise<Answer> {
      const started = performance.now()
      const seconds = () => (performance.now() - started) / 1000
      const response = await fetch(`${gateway.url}${path}`, { headers: { authorization: `Bearer ${gateway.token}` } })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`)
      let first: number | undefined
      let bytes = 0
      for await (const part of response.body ?? []) {
        first ??= seconds()
        bytes += part.byteLength
      }
      return { first: first ?? seconds(), seconds: seconds(), bytes }
    },
    /** The same of a statement of a person who asks the database. */
    async query(statement: string): Promise<Answer> {
      const started = performance.now()
      const rows = await database.pool.any({ ...sql.unsafe`select`, sql: statement })
      const seconds = (performance.now() - started) / 1000
      return { first: seconds, seconds, bytes: JSON.stringify(rows).length }
    },
    close: () => system.close(),
  }
}

export type ScaleSystem = Awaited<ReturnType<typeof scaleSystem>>
