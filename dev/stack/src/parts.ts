import type { Part } from './Part.ts'
import { kafka } from './parts/kafka.ts'
import { postgres } from './parts/postgres.ts'
import { registry } from './parts/registry.ts'
import { s3 } from './parts/s3.ts'

/** All that the services need beside them. */
export const parts: readonly Part[] = [kafka, registry, s3, postgres]
