import { z } from 'zod'

/** What the database knows of a dead letter. Times are milliseconds since 1970-01-01T00:00Z. */
export const deadLetterRow = z.object({
  topic: z.string(),
  partition: z.number(),
  message_offset: z.coerce.number(),
  stage: z.string(),
  job_id: z.string().nullable(),
  file_id: z.string().nullable(),
  attempt: z.number().nullable(),
  filename: z.string().nullable(),
  reason_code: z.string(),
  reason: z.string(),
  permanent: z.boolean(),
  redrives: z.number(),
  original_topic: z.string(),
  original_partition: z.number(),
  original_offset: z.coerce.number(),
  happened_at: z.number(),
  status: z.enum(['open', 'redriven', 'discarded']),
  handled_at: z.number().nullable(),
  handled_by: z.string().nullable(),
  handled_reason: z.string().nullable(),
})
export type DeadLetterRow = z.output<typeof deadLetterRow>

/** Which dead letters are meant. Everything given must hold. */
export interface DeadLetterFilter {
  readonly stage?: string | undefined
  readonly job?: string | undefined
  /** Part of the reason's sentence, or the whole of its code. */
  readonly reason?: string | undefined
  /** Not older than this, milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number | undefined
  readonly status?: DeadLetterRow['status'] | undefined
  /** Whether the file itself is to blame, which this system will never take; or not. */
  readonly refused?: boolean | undefined
  /** Certain letters. */
  readonly ids?: readonly DeadLetterId[] | undefined
}

/** Where the letter is. */
export interface DeadLetterId {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}
