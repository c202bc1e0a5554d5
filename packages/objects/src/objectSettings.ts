import { z } from 'zod'

/** Settings of the bucket. Spread into a service's schema. */
export const objectSettings = {
  S3_ENDPOINT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('http://localhost:9000'),
  /** Address under which a browser reaches the bucket, for presigned addresses, where it is not the one above. */
  S3_PUBLIC_ENDPOINT_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  S3_ACCESS_KEY: z.string().default('minioadmin'),
  S3_SECRET_KEY: z.string().default('minioadmin'),
  S3_BUCKET_NAME: z.string().min(3).default('floatchat-raw-uploads'),
  S3_REGION: z.string().default('us-east-1'),
  /** Longest silence of the bucket within one request before it counts as away, seconds. */
  S3_TIMEOUT_SECONDS: z.coerce.number().positive().default(30),
}

const settings = z.object(objectSettings)
export type ObjectSettings = z.output<typeof settings>
