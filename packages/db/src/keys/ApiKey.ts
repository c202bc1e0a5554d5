import { z } from 'zod'

/** Who may do what: each role may do what those before it may. */
export const keyRole = z.enum(['viewer', 'uploader', 'operator', 'admin'])

export const apiKey = z.object({
  key_id: z.string(),
  name: z.string(),
  role: keyRole,
  /** Times are milliseconds since 1970-01-01T00:00Z. */
  created_at: z.number(),
  created_by: z.string(),
  expires_at: z.number().nullable(),
  last_used_at: z.number().nullable(),
  revoked_at: z.number().nullable(),
  revoked_by: z.string().nullable(),
})
/** A key as it may be shown: the secret itself is nowhere. */
export type ApiKey = z.output<typeof apiKey>
