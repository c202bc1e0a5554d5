import { createHash } from 'node:crypto'
import { unwatchFile, watchFile } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { SettingsError } from '@floatchat/service/readSettings'
import type { GreyList } from './GreyList.ts'
import { type ParsedGreyList, parseGreyList } from './parseGreyList.ts'

export interface WatchedGreyList {
  /** The list as it was last read without fault. */
  current(): GreyList
  /** SHA-256 of the file of that list, 64 hexadecimal digits: which list it is. */
  sha256(): string
  /** When the file of that list was last written, milliseconds since 1970-01-01T00:00Z. */
  writtenAt(): number
  /** How many of its lines could not be read. */
  unreadable(): number
  close(): void
}

interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

/**
 * Reads Argo's grey list and reads it again whenever the file is replaced. A new file that cannot be read is logged
 * and the last good list stays in force. The file is looked at rather than watched for events, which neither network
 * file systems nor a mounted Kubernetes config map deliver.
 *
 * @param intervalMs how often the file is looked at
 * @throws SettingsError where the file cannot be read at the start, when there is no last good list
 */
export async function watchGreyList(path: string, log: Log, intervalMs = 5_000): Promise<WatchedGreyList> {
  let read: ReadList
  try {
    read = await readList(path, log)
  } catch (error) {
    throw new SettingsError(`The settings cannot be used:\n  GREY_LIST_PATH: ${(error as Error).message}`)
  }
  log.info({ path, platforms: read.list.size }, 'the grey list is read')

  let reading: Promise<void> = Promise.resolve()
  const onChange = () => {
    reading = reading.then(async () => {
      try {
        read = await readList(path, log)
        log.info({ path, platforms: read.list.size }, 'the grey list has changed and is read again')
      } catch (error) {
        log.error(
          { path, reason: (error as Error).message },
          'the new grey list cannot be used: the last good one holds',
        )
      }
    })
  }
  watchFile(path, { interval: intervalMs, persistent: false }, onChange)
  return {
    current: () => read.list,
    sha256: () => read.sha256,
    writtenAt: () => read.writtenAt,
    unreadable: () => read.unreadable.length,
    close: () => unwatchFile(path, onChange),
  }
}

interface ReadList extends ParsedGreyList {
  readonly sha256: string
  readonly writtenAt: number
}

/** So many bad lines are logged; a list that is bad throughout shall not fill the log. */
const loggedLines = 10

async function readList(path: string, log: Log): Promise<ReadList> {
  const { mtimeMs: writtenAt } = await stat(path)
  const bytes = await readFile(path)
  const parsed = parseGreyList(bytes.toString('utf8'))
  const { unreadable } = parsed
  if (unreadable.length > 0) {
    const lines = unreadable.slice(0, loggedLines)
    log.warn(
      { path, unreadable: unreadable.length, lines },
      'lines of the grey list cannot be read: they hold for nothing',
    )
  }
  return { ...parsed, writtenAt, sha256: createHash('sha256').update(bytes).digest('hex') }
}
