import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openSites } from '@floatchat/mirroring/openSites'
import { runMirror } from '@floatchat/mirroring/runMirror'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { ingestFiles } from '../ingest/ingestFiles.ts'
import { printResults } from '../ingest/printResults.ts'
import { settledFiles } from '../ingest/settledFiles.ts'
import { sumUp } from '../ingest/sumUp.ts'
import { printRun } from '../mirror/printRun.ts'
import { withMirror } from '../mirror/withMirror.ts'
import { stopSignal } from '../stopSignal.ts'
import { sayHowToGoOn } from './ingest.ts'

/** Folders on the network tell of no changes: they are looked at. */
const lookMs = 5_000

export const sync: Command = {
  summary:
    'Sends what a folder holds and the system does not yet; with --watch also what comes into it, until Ctrl-C. With ' +
    '--withdraw-missing what is no longer in the folder is withdrawn: a mirror of it, beside database and bucket.',
  usage: 'sync FOLDER [--watch] [--withdraw-missing] [--all] [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        watch: { type: 'boolean', default: false },
        'withdraw-missing': { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [folder, ...more] = positionals
    const about = folder === undefined ? undefined : await stat(folder).catch(() => undefined)
    if (folder === undefined || more.length > 0 || !about?.isDirectory()) throw new UsageError('sync takes one folder.')
    if (values['withdraw-missing']) return mirrorFolder(folder, values)
    const signal = stopSignal()
    const gateway = await connectGateway()
    const find = settledFiles(folder)
    let failed = false
    for (let round = 1; ; round += 1) {
      const files = await find()
      if (files.length > 0 || round === 1) {
        const ended = values.json ? { ended: (result: object) => console.log(JSON.stringify(result)) } : {}
        const ingested = await ingestFiles(gateway, files, { signal, ...ended })
        if (values.json) console.error(sumUp(ingested))
        else printResults(ingested, { everyFile: values.all })
        failed ||= ingested.results.some(({ status }) => status === 'failed')
        if (signal.aborted) return sayHowToGoOn(ingested)
      }
      if (!values.watch) return failed ? 1 : 0
      await sleep(lookMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return 0
    }
  },
}

/**
 * Makes what is held of the folder what it holds. A file that vanished while the system was away is withdrawn too, since
 * the database remembers what was in the folder. An empty folder withdraws nothing: it may not be mounted.
 */
function mirrorFolder(folder: string, { watch, json }: { readonly watch: boolean; readonly json: boolean }) {
  return withMirror(async ({ settings, ...parts }) => {
    for (;;) {
      const run = await runMirror(parts, {
        ...{ sites: await openSites([folder], settings), only: [], atOnce: settings.MIRROR_AT_ONCE },
        ...{ graceHours: 0, maxWithdrawShare: 1, adopt: true },
        ...(json ? { ended: (report) => console.log(JSON.stringify(report)) } : {}),
      })
      if (run === undefined) console.error('Another instance is at this folder.')
      else if (json) console.log(JSON.stringify(run))
      else printRun(run, false)
      if (parts.signal.aborted) return 130
      if (!watch) return run?.status === 'succeeded' && (run.counts.failing ?? 0) === 0 ? 0 : 1
      await sleep(lookMs, undefined, { signal: parts.signal }).catch(() => undefined)
      if (parts.signal.aborted) return 0
    }
  })
}
