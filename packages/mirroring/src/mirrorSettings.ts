import { z } from 'zod'

/** Settings of whatever mirrors: the service and the command. */
export const mirrorSettings = {
  /** Requests for files at the same time. */
  MIRROR_AT_ONCE: z.coerce.number().int().min(1).max(64).default(8),
  /** A file that the index lacks is withdrawn after so long, hours. */
  MIRROR_GRACE_HOURS: z.coerce.number().min(0).default(48),
  /** Of the files of one index the share that one run may withdraw. */
  MIRROR_MAX_WITHDRAW_SHARE: z.coerce.number().min(0).max(1).default(0.1),
  /** A file with more bytes is not taken. Each of those that are fetched at once is held in memory. */
  MIRROR_MAX_FILE_BYTES: z.coerce.number().int().positive().default(67_108_864),
  /** How long nothing may come from a source before it counts as away, seconds. */
  MIRROR_IDLE_SECONDS: z.coerce.number().positive().default(30),
  /** How often a source is asked before it counts as away. */
  MIRROR_TRIES: z.coerce.number().int().positive().default(4),
  /** Where the buckets of sources like s3://bucket/prefix are, and the keys; without keys they are asked as anybody. */
  MIRROR_S3_ENDPOINT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('https://s3.amazonaws.com'),
  MIRROR_S3_ACCESS_KEY: z.string().default(''),
  MIRROR_S3_SECRET_KEY: z.string().default(''),
  MIRROR_S3_REGION: z.string().default('us-east-1'),
}

const settings = z.object(mirrorSettings)
export type MirrorSettings = z.output<typeof settings>
