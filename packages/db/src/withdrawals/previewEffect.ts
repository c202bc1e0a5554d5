import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'
import type { WithdrawalRequest } from './requestWithdrawals.ts'

const effect = z.object({
  platform_number: z.string(),
  /** Of a withdrawal: profiles that are shown and would vanish. Of a restore: versions that would count again. */
  profiles: int8,
  /** Of these: of which another held file has a version, that would come back or that is shown now. */
  others: int8,
})

/** What a request would change, float by float. */
export type FloatEffect = z.output<typeof effect>

/** What withdrawing or restoring datasets would change of the profiles shown; purging changes nothing of them. */
export async function previewEffect(
  connection: CommonQueryMethods,
  kind: WithdrawalRequest['kind'],
  datasetIds: readonly number[],
): Promise<readonly FloatEffect[]> {
  if (kind === 'purge' || datasetIds.length === 0) return []
  const ids = sql.array(datasetIds, 'int4')
  // Bytes that stay held, or are, under another dataset change nothing.
  return connection.any(sql.type(effect)`
    with concerned as (
      select array_agg(distinct raw_file_sha256) as digests from datasets d
      where dataset_id = any (${ids}) and not exists (
        select from datasets other
        where other.raw_file_sha256 = d.raw_file_sha256 and other.is_active and other.written_run_id is not null
          and other.dataset_id <> all (${ids}))
    ), versions as (
      select v.* from profile_versions v join datasets d using (dataset_id), concerned
      where d.raw_file_sha256 = any (concerned.digests) and ${kind === 'withdraw' ? sql.fragment`v.shown` : sql.fragment`not d.is_active`}
    )
    select v.platform_number, count(*) as profiles, count(*) filter (where exists (
        select from profile_versions o join datasets d using (dataset_id), concerned
        where o.platform_number = v.platform_number and o.cycle_number = v.cycle_number and o.direction = v.direction
          and o.source_kind = v.source_kind and o.profile_index = v.profile_index
          and d.is_active and d.raw_file_sha256 <> all (concerned.digests))) as others
    from versions v group by v.platform_number order by v.platform_number`)
}
