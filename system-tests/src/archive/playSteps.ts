import { setTimeout as sleep } from 'node:timers/promises'
import { readRows } from '@floatchat/db/test/support/readRows'
import { eventually } from '../eventually.ts'
import type { System } from '../openSystem.ts'
import { uploadUntilTaken } from '../uploadUntilTaken.ts'
import type { ArchiveStep } from './ArchiveStep.ts'

const patienceSeconds = 300

/** Does the steps one after the other, whatever is away meanwhile: each is asked for until it is taken. */
export async function playSteps(
  system: System,
  steps: readonly ArchiveStep[],
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  for (const { what, file, pauseMs } of steps) {
    await sleep(pauseMs)
    const chosen = files[file]
    if (chosen === undefined) throw new Error(`there is no file ${file}`)
    if (what === 'send') await uploadUntilTaken(system, chosen)
    else if (what === 'purge') await purge(system, chosen.name)
    else await ask(system, what, await datasetsOf(system, chosen.name))
  }
}

interface Dataset {
  readonly dataset_id: number
  readonly is_active: boolean
  readonly is_purged: boolean
  /** A request that the writer has not done yet. */
  readonly is_asked: boolean
}

/** An upload whose answer was lost may have made one more: the database knows. */
async function datasetsOf({ database }: System, name: string): Promise<Dataset[]> {
  let found: Dataset[] = []
  const text = `
    select dataset_id, is_active, purged_at is not null as is_purged, exists (
      select from withdrawals where withdrawals.dataset_id = d.dataset_id and done_at is null) as is_asked
    from datasets as d where source_filename = '${name}'`
  await eventually(async () => {
    found = await readRows<Dataset>(database, text)
  }, patienceSeconds)
  return found
}

/** Only what is withdrawn can be purged. */
async function purge(system: System, name: string): Promise<void> {
  await eventually(async () => {
    const datasets = await datasetsOf(system, name)
    if (datasets.some(({ is_asked }) => is_asked)) throw new Error(`of ${name} something is asked for still`)
    await ask(
      system,
      'purge',
      datasets.filter(({ is_active, is_purged }) => !is_active && !is_purged),
    )
  }, patienceSeconds)
}

async function ask(system: System, kind: string, datasets: readonly Dataset[]): Promise<void> {
  if (datasets.length === 0) return
  const ids = datasets.map(({ dataset_id }) => dataset_id)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ kind, datasets: ids, because: 'a history' })
  await eventually(async () => {
    const answer = await system.request('/withdrawals', { method: 'POST', headers, body })
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  }, patienceSeconds)
}
