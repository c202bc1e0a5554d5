import { databaseSettings } from '@floatchat/db/databaseSettings'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { stageSettings } from '@floatchat/service/stageSettings'
import { testsOff } from '@floatchat/service/testsOff'
import { runSettings } from '@floatchat/stage/isAbandoned'
import { z } from 'zod'

const count = z.coerce.number().int().positive()

/** What the writer does with memory, transactions and time. */
export const writerSettings = {
  /** Decoded levels in memory over all files, bytes. */
  WRITER_BUFFER_BYTES: count.default(96 * 1024 * 1024),
  /** A file with more than this begins to stream into a transaction of its own, bytes. */
  WRITER_STREAM_BYTES: count.default(2 * 1024 * 1024),
  /** A file that cannot stream because another of its partition does is let go of beyond this, bytes. */
  WRITER_FILE_BYTES: count.default(24 * 1024 * 1024),
  /** Files that stream at the same time, one in each partition. The pool has more connections, for the others. */
  WRITER_MAX_OPEN_TRANSACTIONS: count.max(100).default(8),
  /** A streaming file of which nothing comes for so long is rolled back, and read again when it is whole. */
  WRITER_IDLE_SECONDS: z.coerce.number().positive().default(20),
  /** Small files written in one transaction, at most. */
  WRITER_BATCH_FILES: count.default(100),
  /** Of the Python service, taken and without effect: rows go in by COPY, not by INSERT in batches. */
  DB_INSERT_BATCH_SIZE: count.optional(),
  ...runSettings,
}

export const settings = z
  .object({
    ...stageSettings,
    ...databaseSettings,
    ...objectSettings,
    ...writerSettings,
    /** Numbers of Argo tests that are not run; of the writer's, 5, 16, 18, 19, 23 and 62 (parking hooks) can be named. */
    QUALITY_TESTS_OFF: testsOff,
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9403),
  })
  .superRefine(refuseDevelopmentSecrets)

const writer = z.object(writerSettings)
export type WriterSettings = z.output<typeof writer>
