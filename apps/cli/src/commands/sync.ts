import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { ingestFiles } from '../ingest/ingestFiles.ts'
import { printResults } from '../ingest/printResults.ts'
import { settledFiles } from '../ingest/settledFiles.ts'
import { sumUp } from '../ingest/sumUp.ts'
import { stopSignal } from '../stopSignal.ts'
import { sayHowToGoOn } from './ingest.ts'

/** Folders on the network tell of no changes: they are looked at. */
const lookMs = 5_000

export const sync: Command = {
  summary: 'Sends what a folder holds and the system does not yet; with --watch also what comes into it, until Ctrl-C.',
  usage: 'sync FOLDER [--watch] [--all] [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        watch: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [folder, ...more] = positionals
    const about = folder === undefined ? undefined : await stat(folder).catch(() => undefined)
    if (folder === undefined || more.length > 0 || !about?.isDirectory()) throw new UsageError('sync takes one folder.')
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
