/** What a record, or the headers of a message, say of the job and the file that it belongs to. */
export interface RecordIdentity {
  readonly job_id?: string
  readonly file_id?: string
  readonly run_id?: string
  readonly attempt?: number
  readonly dataset_id?: number
  readonly filename?: string
  /** When the file was stored, milliseconds since 1970-01-01T00:00Z. */
  readonly staged_at?: number
}

const stringKeys = ['job_id', 'file_id', 'run_id', 'filename'] as const
const numberKeys = ['attempt', 'dataset_id', 'staged_at'] as const

/** Looks into the record and into the file that it names, wherever that stands. */
export function recordIdentity(value: unknown): RecordIdentity {
  const found: Record<string, string | number> = {}
  collect(value, found)
  return found
}

function collect(value: unknown, found: Record<string, string | number>): void {
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  for (const key of stringKeys) {
    const text = record[key]
    if (typeof text === 'string') found[key] ??= text
  }
  for (const key of numberKeys) {
    const number = record[key]
    if (typeof number === 'number') found[key] ??= number
  }
  collect(record.file, found)
  collect(record.parsed, found)
}
