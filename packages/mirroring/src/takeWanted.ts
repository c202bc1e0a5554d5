import { setTimeout as sleep } from 'node:timers/promises'
import type { WantedFile } from '@floatchat/db/mirror/wantedFiles'
import { countWaiting, wantedFiles } from '@floatchat/db/mirror/wantedFiles'
import type { Logger } from '@floatchat/service/logger'
import { waitFor } from '@floatchat/service/waitFor'
import { type TakeParts, takeFile } from './takeFile.ts'

const batch = 500
/** Files that may wait in the bulk lane: those of a folder or a zip come behind them. */
const mostWaiting = 400
const lookMs = 200

interface WantedOptions {
  readonly only: readonly string[]
  readonly atOnce: number
  readonly log: Logger
  readonly progressed: () => Promise<void>
}

/** Takes every file that is wanted, several at once. An outage of ours is waited out; a file that fails is left. */
export async function takeWanted(parts: TakeParts, options: WantedOptions): Promise<void> {
  const failed = new AbortController()
  const signal = AbortSignal.any([parts.signal, failed.signal])
  const queue = wantedInTurn({ ...parts, signal }, options)
  const work = async () => {
    for (;;) {
      const next = await queue.next()
      if (next.done === true) return
      signal.throwIfAborted()
      const report = await waitFor('what a mirror needs', options.log, signal, () =>
        takeFile({ ...parts, signal }, next.value),
      )
      parts.run.file(report)
    }
  }
  const workers = Array.from({ length: options.atOnce }, work)
  try {
    await Promise.all(workers)
  } catch (error) {
    failed.abort(error)
    await Promise.allSettled(workers)
    throw error
  }
}

async function* wantedInTurn(parts: TakeParts, options: WantedOptions): AsyncGenerator<WantedFile, void> {
  const { database, sourceId, signal } = parts
  const patiently = <T>(work: () => Promise<T>) => waitFor('the database', options.log, signal, work)
  let sinceLook = 0
  for (let after = ''; ; ) {
    const files = await patiently(() => wantedFiles(database, sourceId, options.only, after, batch))
    if (files.length === 0) return
    for (const file of files) {
      sinceLook += 1
      if (sinceLook >= options.atOnce * 4) {
        sinceLook = 0
        while ((await patiently(() => countWaiting(database))) > mostWaiting) await sleep(lookMs, undefined, { signal })
      }
      yield file
      after = file.path
    }
    await options.progressed()
  }
}
