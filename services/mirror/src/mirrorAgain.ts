import { setTimeout as sleep } from 'node:timers/promises'
import { isOutage } from '@floatchat/contracts/IngestionError'
import type { openSites } from '@floatchat/mirroring/openSites'
import { type MirrorParts, type MirrorRun, runMirror } from '@floatchat/mirroring/runMirror'
import { measure } from './measure.ts'
import { fetchedBytes, filesDealtWith, leads, runs } from './mirrorMetrics.ts'
import type { Settings } from './settings.ts'

/** How often an instance that stands by asks whether it may lead. */
const standByMs = 5_000
/** A source that was away is not asked again at once. */
const afterFailureMs = 5 * 60_000

/** Mirrors again and again, as long as no other instance does; until the signal. */
export async function mirrorAgain(
  parts: MirrorParts,
  sites: Awaited<ReturnType<typeof openSites>>,
  settings: Settings,
): Promise<void> {
  const { signal, log, database } = parts
  const addresses = sites.map(({ address }) => address)
  while (!signal.aborted) {
    try {
      const run = await runMirror(parts, {
        ...{ sites, only: settings.MIRROR_ONLY, atOnce: settings.MIRROR_AT_ONCE },
        ...{ graceHours: settings.MIRROR_GRACE_HOURS, maxWithdrawShare: settings.MIRROR_MAX_WITHDRAW_SHARE },
        ended: ({ outcome }) => filesDealtWith.inc({ outcome }),
        began: () => leads.set(1),
      })
      leads.set(0)
      if (run !== undefined) {
        runs.inc({ status: run.status })
        fetchedBytes.inc(run.counts.bytes ?? 0)
        log.info({ ...run, problems: run.problems.slice(0, 10) }, `the run of the mirror ${run.status}`)
        await measure(database, addresses)
      }
      await pause(pauseAfter(run, settings.MIRROR_EVERY_MINUTES * 60_000), signal)
    } catch (error) {
      leads.set(0)
      if (signal.aborted) return
      if (isOutage(error)) log.warn({ code: error.code, reason: error.message }, 'waiting for the database')
      else log.error({ err: error }, 'the mirror failed')
      await pause(standByMs, signal)
    }
  }
}

function pauseAfter(run: MirrorRun | undefined, everyMs: number): number {
  if (run === undefined || run.status === 'stopped') return standByMs
  return run.status === 'failed' ? Math.min(everyMs, afterFailureMs) : everyMs
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
