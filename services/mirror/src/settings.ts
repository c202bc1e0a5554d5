import { databaseSettings } from '@floatchat/db/databaseSettings'
import { mirrorSettings } from '@floatchat/mirroring/mirrorSettings'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { list } from '@floatchat/service/settingTypes'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'

// It speaks to no broker.
const { NODE_ENV, LOG_LEVEL, SENTRY_DSN, HEALTH_HOST, SHUTDOWN_SECONDS } = stageSettings

export const settings = z
  .object({
    ...{ NODE_ENV, LOG_LEVEL, SENTRY_DSN, HEALTH_HOST, SHUTDOWN_SECONDS },
    ...databaseSettings,
    ...objectSettings,
    ...mirrorSettings,
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9405),
    /** A GDAC, folder or bucket, and after commas others that hold the same. Without it there is nothing to do. */
    MIRROR_SOURCE: list.default([]),
    /** Folders that the mirror is limited to: aoml,coriolis/6900001. */
    MIRROR_ONLY: list.default([]),
    /** From the end of a run to the next one, minutes. */
    MIRROR_EVERY_MINUTES: z.coerce.number().positive().default(60),
  })
  .superRefine(refuseDevelopmentSecrets)
export type Settings = z.output<typeof settings>
