import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SettingsError } from '@floatchat/stage/readSettings'
import type { GreyList } from './GreyList.ts'
import { parseGreyList } from './parseGreyList.ts'

export interface WatchedGreyList {
  /** The list as it was last read without fault. */
  current(): GreyList
  close(): void
}

interface Log {
  info(facts: object, sentence: string): void
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
  let list: GreyList
  try {
    list = await read(path)
  } catch (error) {
    throw new SettingsError(`The settings cannot be used:\n  GREY_LIST_PATH: ${(error as Error).message}`)
  }
  log.info({ path, platforms: list.size }, 'the grey list is read')

  let reading: Promise<void> = Promise.resolve()
  const onChange = () => {
    reading = reading.then(async () => {
      try {
        list = await read(path)
        log.info({ path, platforms: list.size }, 'the grey list has changed and is read again')
      } catch (error) {
        log.error(
          { path, reason: (error as Error).message },
          'the new grey list cannot be used: the last good one holds',
        )
      }
    })
  }
  watchFile(path, { interval: intervalMs, persistent: false }, onChange)
  return { current: () => list, close: () => unwatchFile(path, onChange) }
}

const read = async (path: string): Promise<GreyList> => parseGreyList(await readFile(path, 'utf8'))
