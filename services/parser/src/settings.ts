import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import { archiveSettings } from './archive/ArchiveLimits.ts'
import { fileSettings } from './FileLimits.ts'

/** The environment of the parser. */
export const settings = z
  .object({
    ...stageSettings,
    ...objectSettings,
    ...archiveSettings,
    ...fileSettings,
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9401),
    /** Where files lie while they are read: needs room for as many of the largest as are parsed at once. */
    PARSER_TEMP_DIR: z.string().default(join(tmpdir(), 'floatchat-parser')),
    /** Files parsed at the same time by this instance. */
    PARSER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2),
  })
  .superRefine(refuseDevelopmentSecrets)
