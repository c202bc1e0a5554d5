import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@floatchat/db/connectDatabase'
import { lastOutcome } from '@floatchat/db/mirror/mirrorRuns'
import { readCentreShares, readMirrors } from '@floatchat/db/mirror/readMirrors'
import type { Logger } from '@floatchat/service/logger'
import { files, lastSuccess, oldestWanted, profilesByCentre, withheld } from './mirrorMetrics.ts'

/** Reads from the database what the metrics tell of the source as a whole. */
export async function measure(database: Database, addresses: readonly string[]): Promise<void> {
  const all = await readMirrors(database, 1)
  const mirror = all.find((each) => each.addresses.some((address) => addresses.includes(address)))
  if (mirror === undefined) return
  oldestWanted.set(mirror.oldest_wanted === null ? 0 : (Date.now() - mirror.oldest_wanted) / 1000)
  for (const state of ['wanted', 'on_their_way', 'held', 'failed', 'missing'] as const)
    files.set({ state }, mirror[state])
  const outcome = await lastOutcome(database, mirror.source_id)
  lastSuccess.set((outcome.last_success ?? 0) / 1000)
  withheld.set(outcome.withheld)
  const shares = await readCentreShares(database)
  profilesByCentre.reset()
  for (const { data_centre, data_mode, profiles } of shares) profilesByCentre.set({ data_centre, data_mode }, profiles)
}

const everyMs = 60_000
/** Counting takes seconds where there are millions of files: at most this share of the time. */
const mostShare = 0.05

/**
 * Measures from the start on, whether this instance leads or not and whether a run goes on or not: what is told is the
 * database's, not what this process has done. Until the signal.
 */
export async function measureAgain(
  { database, log, signal }: { readonly database: Database; readonly log: Logger; readonly signal: AbortSignal },
  addresses: readonly string[],
): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now()
    await measure(database, addresses).catch((error: unknown) => {
      if (!signal.aborted) log.warn({ err: error }, 'what the source holds could not be measured')
    })
    const tookMs = performance.now() - began
    await sleep(Math.max(everyMs, tookMs / mostShare), undefined, { signal }).catch(() => undefined)
  }
}
