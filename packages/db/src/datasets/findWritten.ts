import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import type { FileId, RunId } from '@floatchat/contracts/ids'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** The run that wrote a file last, and the event that said so. */
export interface WrittenFile {
  readonly runId: RunId
  readonly event: DatasetWritten
}

const row = z.object({
  file_id: z.string(),
  dataset_id: z.number(),
  written_run_id: z.string(),
  written_event: z.record(z.string(), z.unknown()),
})

/** Which of the files have been written before. */
export async function findWritten(
  connection: CommonQueryMethods,
  fileIds: readonly FileId[],
): Promise<ReadonlyMap<FileId, WrittenFile>> {
  const rows = await connection.any(
    sql.type(row)`
      select file_id, dataset_id, written_run_id, written_event from datasets
      where file_id = any (${sql.array(fileIds, 'uuid')}) and written_run_id is not null and written_event is not null`,
  )
  return new Map(rows.map((found) => [found.file_id as FileId, writtenFile(found)])) // As saveDatasets wrote it.
}

/** Only saveDatasets writes these columns, from a RunId and a DatasetWritten. */
export function writtenFile({
  dataset_id,
  written_run_id,
  written_event,
}: Pick<z.output<typeof row>, 'dataset_id' | 'written_run_id' | 'written_event'>): WrittenFile {
  return { runId: written_run_id as RunId, event: { ...written_event, dataset_id } as unknown as DatasetWritten }
}

/** The digest of a file whose dataset has been recorded, by the upload or by an earlier run. */
export async function findSha256(connection: CommonQueryMethods, fileId: FileId): Promise<string | undefined> {
  const found = await connection.maybeOneFirst(
    sql.type(z.object({ sha256: z.string().nullable() }))`
      select raw_file_sha256 as sha256 from datasets where file_id = ${fileId}`,
  )
  return found ?? undefined
}
