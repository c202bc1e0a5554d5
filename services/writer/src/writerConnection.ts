import type { connectDatabase } from '@floatchat/db/connectDatabase'
import type { DatabaseSettings } from '@floatchat/db/databaseSettings'
import type { WriterSettings } from './settings.ts'

/** Connections beside those of streaming files: one is always left to write small files with. */
const others = 4

/** How the writer connects. */
export function writerConnection(settings: WriterSettings & DatabaseSettings): Parameters<typeof connectDatabase> {
  const { WRITER_MAX_OPEN_TRANSACTIONS, WRITER_IDLE_SECONDS, DB_POOL_SIZE } = settings
  return [
    { ...settings, DB_POOL_SIZE: Math.max(DB_POOL_SIZE, WRITER_MAX_OPEN_TRANSACTIONS + others) },
    {
      applicationName: 'floatchat-writer',
      // A large file's copies and deletions take as long as they take.
      statementTimeoutMs: 'DISABLE_TIMEOUT',
      // The writer ends idle transactions itself; this is for one that hangs.
      idleInTransactionTimeoutMs: (WRITER_IDLE_SECONDS + 60) * 1000,
      // The check by statement goes over the rows that were copied: some 2 MB a lot as we count, four times that as
      // the server does. With its default of 4 MB they go to the disk and come back.
      workMemoryMb: 32,
    },
  ]
}
