import type { FileStaged } from '@floatchat/contracts/generated/records'
import { filesStaged } from '@floatchat/contracts/topics'
import { header, textHeaders } from '@floatchat/kafka/messageHeaders'
import { type ReadRange, readTopic } from '@floatchat/kafka/readTopic'
import { traceparentHeader } from '@floatchat/service/trace'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import type { Operations } from './openOperations.ts'

/** A file as it was put on files.staged last, and the trace that it belongs to. */
export interface StagedEntry {
  readonly file: FileStaged
  readonly traceparent: string | undefined
}

/**
 * The latest FileStaged of each file that the test accepts. The test sees the headers first, so that what
 * is not meant need not be decoded.
 */
export async function stagedFiles(
  operations: Operations,
  accepts: {
    readonly headers?: (headers: Readonly<Record<string, string>>) => boolean
    readonly file?: (file: FileStaged) => boolean
  },
  range: ReadRange = {},
): Promise<Map<string, StagedEntry>> {
  const { kafka, io, topicPrefix } = operations
  const files = new Map<string, StagedEntry>()
  for await (const message of readTopic(kafka, topicPrefix + filesStaged.name, range)) {
    const headers = textHeaders(message.headers)
    if (accepts.headers?.(headers) === false) continue
    const decoded = await decodeIncoming(io, message.value).catch(() => undefined)
    if (decoded?.type !== 'FileStaged') continue
    const file = decoded.value as FileStaged // It was decoded by that schema.
    if (accepts.file?.(file) === false) continue
    const known = files.get(file.file_id)
    if (known === undefined || known.file.attempt <= file.attempt) {
      files.set(file.file_id, { file, traceparent: headers[traceparentHeader] })
    }
  }
  return files
}

/** The latest FileStaged of certain files. */
export function stagedFilesById(
  operations: Operations,
  fileIds: ReadonlySet<string>,
): Promise<Map<string, StagedEntry>> {
  return stagedFiles(operations, {
    headers: (headers) => headers[header.file] === undefined || fileIds.has(headers[header.file] ?? ''),
    file: (file) => fileIds.has(file.file_id),
  })
}
