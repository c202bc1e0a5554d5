import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'slonik'
import { z } from 'zod'
import type { ProcessMeter } from '../ProcessMeter.ts'
import { startBenchSystem } from '../startBenchSystem.ts'
import { uploadAll } from '../uploadAll.ts'
import type { Scenario } from './scenarios.ts'

/** One run of one scenario. Times in seconds, memory in MiB. */
export interface Measured {
  readonly seconds: number
  readonly rows: number
  readonly files: number
  readonly cpu: Readonly<Record<string, number>>
  readonly peakMib: Readonly<Record<string, number>>
  /** How long each stage was busy, from its first sign of life for the job to its end; single files only. */
  readonly stages: Readonly<Record<string, number>>
}

/** The whole system, to run scenarios in. */
export async function ourSystem(scale: Readonly<Record<string, number>>) {
  const settings = { RATE_LIMIT_PER_MINUTE: '1000000' }
  const { gateway, database, meters, close } = await startBenchSystem({ scale, settings })
  const perName = (measure: (meter: ProcessMeter) => number, join: (values: number[]) => number) =>
    Object.fromEntries([...meters].map(([name, list]) => [name, join(list.map(measure))]))
  const cpu = () =>
    perName(
      (meter) => meter.cpuSeconds(),
      (values) => values.reduce((sum, value) => sum + value, 0),
    )

  return {
    async run(scenario: Scenario, data: string): Promise<Measured> {
      await emptied()
      await database.pool.query(sql.unsafe`checkpoint`)
      for (const list of meters.values()) for (const meter of list) meter.resetPeak()
      const files = scenario.files(data)
      const before = cpu()
      const started = Date.now()
      await uploadAll(gateway, files, scenario.atOnce ?? 1)
      const ended = await allEnded(files.length)
      const after = cpu()
      const rows = await database.pool.oneFirst(
        sql.type(z.object({ count: z.coerce.number() }))`select count(*) from measurements`,
      )
      if (scenario.rows !== undefined && rows !== scenario.rows) {
        throw new Error(`${scenario.name}: ${rows} rows instead of ${scenario.rows}`)
      }
      return {
        seconds: (ended - started) / 1000,
        rows,
        files: scenario.name === 'd' ? 500 : files.length,
        cpu: Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)])),
        peakMib: perName(
          (meter) => meter.peakMib(),
          (values) => Math.max(...values),
        ),
        stages: files.length === 1 ? await stageTimes() : {},
      }
    },
    close,
  }

  /** Empties the tables, once the projection has let go of them. */
  async function emptied(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await database.pool.query(sql.unsafe`truncate measurements, profile_variables, profiles, float_positions,
          ingestion_jobs, job_files, datasets, floats cascade`)
        return
      } catch (error) {
        if (attempt === 20) throw error
        await sleep(250)
      }
    }
  }

  /** When the last job is first seen to have ended, milliseconds since 1970-01-01T00:00Z. */
  async function allEnded(jobs: number): Promise<number> {
    const row = z.object({
      failed: z.coerce.number(),
      succeeded: z.coerce.number(),
      why: z.string().nullable(),
    })
    for (;;) {
      const { failed, succeeded, why } = await database.pool.one(sql.type(row)`
        select count(*) filter (where status = 'failed') as failed,
          count(*) filter (where status = 'succeeded') as succeeded,
          max(error_log) as why
        from ingestion_jobs`)
      // Not the job's own completed_at, which the writer's clock gives before its commit.
      const now = Date.now()
      if (failed > 0) throw new Error(`a job failed: ${why}`)
      if (succeeded === jobs) return now
      await sleep(10)
    }
  }

  async function stageTimes(): Promise<Record<string, number>> {
    const stage = z.object({ stage: z.string(), started_at: z.number().nullable(), ended_at: z.number().nullable() })
    const [job] = await database.pool.any(
      sql.type(z.object({ stages: z.array(stage) }))`select stages from ingestion_jobs`,
    )
    const times = (job?.stages ?? []).flatMap(({ stage: name, started_at, ended_at }) =>
      started_at === null || ended_at === null ? [] : [[name, (ended_at - started_at) / 1000] as const],
    )
    return Object.fromEntries(times)
  }
}
