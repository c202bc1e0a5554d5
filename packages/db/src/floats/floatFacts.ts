import { z } from 'zod'

/** What is said of a float, in its row and in the claims of files. Times are milliseconds since 1970. */
export const floatFacts = {
  platform_number: z.string(),
  float_type: z.enum(['core', 'deep', 'BGC']),
  described_by: z.enum(['meta', 'profile']).nullable(),
  described_date_update: z.number().nullable(),
  deployment_date: z.number().nullable(),
  deployment_lat: z.number().nullable(),
  deployment_lon: z.number().nullable(),
  country: z.string().nullable(),
  program: z.string().nullable(),
  platform_type: z.string().nullable(),
  metadata: z.unknown(),
}
