import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { type WrittenFile, writtenFile } from './findWritten.ts'

/** A dataset whose file has certain bytes. */
export interface Holder {
  readonly dataset_id: number
  readonly file_id: string | null
  readonly sha256: string | null
  readonly is_active: boolean
  readonly is_purged: boolean
  readonly is_written: boolean
  /** The run that said what the file holds, where this dataset has that. */
  readonly run_id: string | null
  /** Of the files asked for: the run that wrote it last, and the event that said so. */
  readonly written: WrittenFile | undefined
}

const row = z.object({
  dataset_id: z.number(),
  file_id: z.string().nullable(),
  sha256: z.string().nullable(),
  is_active: z.boolean(),
  is_purged: z.boolean(),
  is_written: z.boolean(),
  run_id: z.string().nullable(),
  written_run_id: z.string().nullable(),
  written_event: z.record(z.string(), z.unknown()).nullable(),
})

/** The datasets of files with these digests, and of these files. */
export async function findHolders(
  connection: CommonQueryMethods,
  sha256s: readonly string[],
  fileIds: readonly string[],
): Promise<readonly Holder[]> {
  const rows = await connection.any(
    sql.type(row)`
      select d.dataset_id, d.file_id, d.raw_file_sha256 as sha256, d.is_active, d.purged_at is not null as is_purged,
        d.written_run_id is not null as is_written,
        (select c.run_id from float_claims c where c.dataset_id = d.dataset_id limit 1) as run_id, d.written_run_id,
        case when d.file_id = any (${sql.array(fileIds, 'uuid')}) then d.written_event end as written_event
      from datasets d
      where d.raw_file_sha256 = any (${sql.array(sha256s, 'bpchar')}) or d.file_id = any (${sql.array(fileIds, 'uuid')})
      order by d.dataset_id`,
  )
  return rows.map(({ written_run_id, written_event, ...holder }) => ({
    ...holder,
    written:
      written_run_id === null || written_event === null
        ? undefined
        : writtenFile({ ...holder, written_run_id, written_event }),
  }))
}

/** Which of some zips' datasets are withdrawn. None is withdrawn or restored until the transaction ends. */
export async function withdrawnParents(
  connection: CommonQueryMethods,
  datasetIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (datasetIds.length === 0) return new Set()
  const rows = await connection.any(
    sql.type(z.object({ dataset_id: z.number(), is_active: z.boolean() }))`
      select dataset_id, is_active from datasets where dataset_id = any (${sql.array(datasetIds, 'int4')})
      order by dataset_id for key share`,
  )
  return new Set(rows.flatMap(({ dataset_id, is_active }) => (is_active ? [] : [dataset_id])))
}
