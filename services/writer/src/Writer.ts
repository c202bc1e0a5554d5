import type { Database } from '@floatchat/db/connectDatabase'
import type { PartitionRuns } from './runs/PartitionRuns.ts'
import type { WriterSettings } from './settings.ts'
import type { FileToWrite } from './writing/FileToWrite.ts'
import type { ProfileIds } from './writing/ProfileIds.ts'
import type { Outcome } from './writing/writeFileByFile.ts'

/** What the parts of the writer share. */
export interface Writer {
  readonly database: Database
  readonly settings: WriterSettings
  readonly ids: ProfileIds
  /** Writes complete small files, those of several partitions together. */
  readonly write: (files: readonly FileToWrite[]) => Promise<readonly Outcome[]>
  readonly partitions: Map<number, PartitionRuns>
}
