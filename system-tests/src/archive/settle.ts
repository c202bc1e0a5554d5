import { readRows } from '@floatchat/db/test/support/readRows'
import { eventually } from '../eventually.ts'
import type { System } from '../openSystem.ts'

/** What is asked for and not done yet, by what it is. */
const open = `
  select 'jobs' as what, count(*)::int from ingestion_jobs where status in ('pending', 'running')
  union all select 'withdrawals', count(*)::int from withdrawals where done_at is null
  union all select 'operations', count(*)::int from operations where state = 'running'
  union all select 'outbox', count(*)::int from outbox
  union all select 'rereads', count(*)::int from rereads join datasets using (dataset_id)
    where run_id = written_run_id and is_active
  union all select 'floats to judge', count(*)::int from floats_to_judge`

/** Until nothing is under way any more. */
export function settle(system: System, seconds: number): Promise<void> {
  return eventually(async () => {
    const rows = await readRows<{ what: string; count: number }>(system.database, open)
    const left = rows.filter(({ count }) => count > 0)
    if (left.length > 0) throw new Error(`not done: ${left.map(({ what, count }) => `${count} ${what}`).join(', ')}`)
  }, seconds)
}

/** Has everything read again that an earlier parser has read, or an earlier cleaner has judged, until nothing is left. */
export async function reprocessEarlier(
  system: System,
  seconds: number,
  { parser, cleaner }: { readonly parser: number; readonly cleaner: number } = { parser: 1, cleaner: 1 },
): Promise<void> {
  for (const choice of [{ read_before: parser }, { judged_before: cleaner }]) {
    await eventually(async () => {
      const post = async (more: object) => {
        const body = JSON.stringify({ kind: 'reprocess', ...choice, ...more })
        const answer = await system.request('/operations', { method: 'POST', body })
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
        return (await answer.json()) as { files: number }
      }
      const { files } = await post({ dry_run: true })
      if (files === 0) return
      await post({})
      await settle(system, seconds)
      throw new Error(`${files} files were read by earlier code`)
    }, 3 * seconds)
  }
}
