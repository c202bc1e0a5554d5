import type { DatasetSummarized } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import { storableJson } from '../storableJson.ts'

/** Stores the summaries with their datasets; one of an earlier run than the one stored is passed over. */
export async function storeSummaries(
  connection: CommonQueryMethods,
  summaries: readonly DatasetSummarized[],
): Promise<void> {
  if (summaries.length === 0) return
  await connection.query(sql.unsafe`
    update datasets as dataset set
      summary_text = new.summary_text, summary_source = new.summary_source, summary_model = left(new.model, 200),
      summary_run_id = new.run_id
    from (
      select distinct on (dataset_id) dataset_id, summary_text, summary_source, model, run_id
      from jsonb_to_recordset(${sql.jsonb(storableJson(summaries))}) as summary (dataset_id integer, summary_text text,
        summary_source text, model text, run_id uuid, summarized_at bigint)
      order by dataset_id, run_id desc, summarized_at desc
    ) as new
    where dataset.dataset_id = new.dataset_id and coalesce(dataset.summary_run_id <= new.run_id, true)`)
}
