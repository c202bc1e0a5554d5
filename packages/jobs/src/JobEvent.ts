import type {
  DatasetSummarized,
  DatasetWritten,
  FileStaged,
  StageProgress,
} from '@floatchat/contracts/generated/records'

/** What the projection of jobs is told. */
export type JobEvent =
  | { readonly type: 'FileStaged'; readonly value: FileStaged }
  | { readonly type: 'StageProgress'; readonly value: StageProgress }
  | { readonly type: 'DatasetWritten'; readonly value: DatasetWritten }
  | { readonly type: 'DatasetSummarized'; readonly value: DatasetSummarized }
  | { readonly type: 'DeadLetter'; readonly value: FileDeadLetter }

/** A dead letter that names the file it belongs to. */
export interface FileDeadLetter {
  readonly job_id: string
  readonly file_id: string
  readonly attempt: number
  readonly run_id: string | null
  readonly filename: string | null
  readonly stage: string
  readonly code: string
  /** One sentence for a data manager. */
  readonly reason: string
  /** When the stage took up the record, milliseconds since 1970-01-01T00:00Z; null where it did not say. */
  readonly began_at: number | null
  /** When it was produced, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number
}

/** The file that the event tells of. */
export function fileOf(event: JobEvent): { job_id: string; file_id: string } {
  const { job_id, file_id } = event.type === 'DatasetWritten' ? event.value.file : event.value
  return { job_id, file_id }
}
