import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { storableJson } from '../storableJson.ts'

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'stopped'

export interface RunReport {
  readonly status: RunStatus
  readonly address: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly problems: readonly { readonly path: string; readonly problem: string }[]
  readonly error: string | null
}

/** Begins a run; whoever has the lead knows that no other goes on, so one that never ended was stopped. */
export function beginRun(database: Database, sourceId: number): Promise<number> {
  return asDatabaseWork('Recording the run of a mirror', async () => {
    await database.pool.query(sql.unsafe`
      update mirror_runs set status = 'stopped', ended_at = now()
      where source_id = ${sourceId} and status = 'running'`)
    return database.pool.oneFirst(sql.type(z.object({ run_id: z.number() }))`
      insert into mirror_runs (source_id) values (${sourceId}) returning run_id`)
  })
}

/** Records how far the run is, or how it ended. */
export function saveRun(database: Database, runId: number, report: RunReport): Promise<void> {
  return asDatabaseWork('Recording the run of a mirror', async () => {
    await database.pool.query(sql.unsafe`
      update mirror_runs set status = ${report.status}, address = ${report.address}, error = ${report.error},
        counts = ${sql.jsonb(storableJson(report.counts))}, problems = ${sql.jsonb(storableJson(report.problems))},
        ended_at = case when ${report.status} = 'running' then null else now() end
      where run_id = ${runId}`)
  })
}

const outcome = z.object({ last_success: z.number().nullable(), withheld: int8 })

/**
 * When a run last ended well, milliseconds since 1970-01-01T00:00Z, and how many files the last one that got so far
 * withheld from being withdrawn.
 */
export function lastOutcome(database: Database, sourceId: number): Promise<z.output<typeof outcome>> {
  return asDatabaseWork('Looking how the last runs of a mirror ended', () =>
    database.pool.one(sql.type(outcome)`
      select max(ended_at) filter (where status = 'succeeded') as last_success,
        coalesce((
          select (counts ->> 'withheld')::bigint from mirror_runs
          where source_id = ${sourceId} and status = 'succeeded' order by run_id desc limit 1), 0) as withheld
      from mirror_runs where source_id = ${sourceId}`),
  )
}
