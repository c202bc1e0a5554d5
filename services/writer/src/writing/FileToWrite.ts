import type { DatasetStatistics, DatasetWritten, FileCleaned, Rejection } from '@floatchat/contracts/generated/records'
import type { FileId } from '@floatchat/contracts/ids'
import type { FloatClaim } from '../floats/FloatClaim.ts'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'

/** One run over one file, complete. */
export interface FileToWrite {
  readonly closing: FileCleaned
  readonly fileId: FileId
  readonly sha256: string
  /** Of levels in memory, decoded. */
  readonly bytes: number
  /** When its first message came, milliseconds since 1970-01-01T00:00Z. */
  readonly beganAt: number
  readonly profiles: readonly IncomingProfile[]
  /** By platform number. */
  readonly claims: ReadonlyMap<string, FloatClaim>
  readonly statistics: DatasetStatistics
  /** Rejected by the parser or the cleaner, in the order of their numbers. */
  readonly rejected: readonly Rejection[]
}

/** What came of it: the event to send, of this run or of the later one that had written the file before. */
export interface FileWritten {
  readonly file: FileToWrite
  readonly event: DatasetWritten
  /** It had been written before: nothing was done. */
  readonly before: boolean
}
