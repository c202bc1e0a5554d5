import { z } from 'zod'

export const operationState = z.enum(['running', 'paused', 'stopped', 'done'])
export type OperationState = z.output<typeof operationState>

/** An operation with how far it is. Times are milliseconds since 1970-01-01T00:00Z. */
export const operationRow = z.object({
  operation_id: z.string(),
  kind: z.enum(['reprocess']),
  request: z.record(z.string(), z.unknown()),
  state: operationState,
  requested_by: z.string(),
  because: z.string().nullable(),
  requested_at: z.number(),
  changed_by: z.string().nullable(),
  changed_at: z.number(),
  ended_at: z.number().nullable(),
  files_total: z.number(),
  files_succeeded: z.number(),
  files_waiting: z.number(),
  files_sent: z.number(),
  files_failed: z.number(),
  files_missing: z.number(),
  files_withdrawn: z.number(),
})
export type OperationRow = z.output<typeof operationRow>

/** What an operation changed, of one float, parameter and test. */
export const changeRow = z.object({
  platform_number: z.string(),
  parameter: z.string().nullable(),
  test_bit: z.number().nullable(),
  profiles: z.coerce.number(),
  added: z.coerce.number(),
  gone: z.coerce.number(),
  changed: z.coerce.number(),
})
export type ChangeRow = z.output<typeof changeRow>

/** A file that has not succeeded. */
export const operationFileRow = z.object({
  dataset_id: z.number(),
  filename: z.string().nullable(),
  object_key: z.string().nullable(),
  state: z.enum(['waiting', 'sent', 'failed', 'missing', 'withdrawn']),
  reason: z.string().nullable(),
})
export type OperationFileRow = z.output<typeof operationFileRow>
