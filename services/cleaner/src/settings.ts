import { objectSettings } from '@floatchat/objects/objectSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { stageSettings } from '@floatchat/service/stageSettings'
import { testsOff } from '@floatchat/service/testsOff'
import { runSettings } from '@floatchat/stage/isAbandoned'
import { z } from 'zod'

/** The environment of the cleaner. */
export const settings = z
  .object({
    ...stageSettings,
    ...objectSettings,
    ...runSettings,
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9402),
    /** Argo's ar_greylist.txt. Watched: replace the file and the new list holds. Without it test 15 is not run. */
    GREY_LIST_PATH: z.string().optional(),
    /** Numbers of Argo tests that are not run; of the cleaner's, 4 (position on land) can be named. */
    QUALITY_TESTS_OFF: testsOff,
    /**
     * CPU time that judging one profile may take, seconds, and all profiles of one file: the last resort, for it depends
     * on the machine. Two million levels of the worst shape known take three seconds.
     */
    CLEANER_PROFILE_SECONDS: z.coerce.number().positive().default(20),
    CLEANER_FILE_SECONDS: z.coerce.number().positive().default(600),
  })
  .superRefine(refuseDevelopmentSecrets)
