import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '@floatchat/stack/stackSettings'
import { sql } from 'slonik'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Job, System } from '../openSystem.ts'
import type { BehindHeavy } from './behindHeavy.ts'

/** What the manifests allow the service, MiB. */
function memoryLimit(service: string): number {
  const manifest = readFileSync(join(repositoryRoot, 'deploy/kubernetes/base', `${service}.yaml`), 'utf8')
  const [, amount, unit] = /limits: \{ memory: (\d+)(Mi|Gi)/.exec(manifest) ?? []
  if (amount === undefined) throw new Error(`the manifest of the ${service} limits no memory`)
  return Number(amount) * (unit === 'Gi' ? 1024 : 1)
}

/**
 * Good files go on behind heavy ones: all succeed, nobody leaves its group, every job ends, and every profile of
 * a heavy file is stored, rejected by number, or refused with its file.
 */
export async function expectNobodyHeldUp(
  system: System,
  { heavy, good, thrownOut, peaks }: BehindHeavy,
): Promise<void> {
  expect(good.map(({ status, error_log }) => error_log ?? status)).toEqual(good.map(() => 'succeeded'))
  expect(thrownOut).toEqual([])
  for (const job of heavy) await expectAccountedFor(system, job)
  const over = Object.entries(peaks).filter(([service, peak]) => peak > memoryLimit(service))
  expect(over).toEqual([])
}

async function expectAccountedFor(system: System, job: Job): Promise<void> {
  if (job.status === 'failed') {
    expect(job.error_log).toMatch(/\S+ \S+/)
    return
  }
  const { profiles_ingested, profiles_rejected, profiles_superseded } = job as Job & Record<string, number>
  expect(profiles_ingested + (profiles_rejected ?? 0) + (profiles_superseded ?? 0)).toBe(job.profiles_total)
  const [row] = await system.database.pool.any(
    sql.type(z.object({ count: z.number() }))`
      select count(*)::integer as count from profiles join datasets using (dataset_id)
      where dataset_id = ${job.dataset_id} or parent_dataset_id = ${job.dataset_id}
    `,
  )
  expect(row?.count).toBe(profiles_ingested)
}
