import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from '@floatchat/cli/Command'
import { connectGateway } from '@floatchat/cli/connectGateway'
import { filesBelow } from '@floatchat/cli/ingest/filesBelow'
import { ingestFiles } from '@floatchat/cli/ingest/ingestFiles'
import { printResults } from '@floatchat/cli/ingest/printResults'
import { stopSignal } from '@floatchat/cli/stopSignal'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { printOverview } from '../printOverview.ts'
import { sampleFile } from '../sampleFile.ts'
import { startSystem } from '../system/startSystem.ts'
import { stopSystem } from '../system/stopSystem.ts'
import { superviseServices } from '../system/superviseServices.ts'

export const start: Command = {
  summary: 'Starts everything, ingests a sample or the files given, shows what came of it, and stays until Ctrl-C.',
  usage: 'start [FILE…] [--exit]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { exit: { type: 'boolean' } },
    })
    const settings = readStackSettings()
    // npm runs from the root, whatever folder it was called in.
    const named = positionals.map((path) => resolve(process.env.INIT_CWD ?? '.', path))
    const say = (sentence: string): void => console.error(sentence)
    const signal = stopSignal()
    try {
      const code = await demonstrate(named)
      if (values.exit || signal.aborted) return code
      console.log('Everything stays up until Ctrl-C.')
      await superviseServices({ settings, say, signal })
      return code
    } finally {
      say('Stopping.')
      await stopSystem(settings.home)
    }

    async function demonstrate(paths: readonly string[]): Promise<number> {
      const files = await filesBelow(paths.length > 0 ? paths : [sampleFile(settings.home)])
      const { gatewayUrl, variables } = await startSystem({ settings, say, signal })
      const ingested = await ingestFiles(await connectGateway(), files, { signal })
      signal.throwIfAborted()
      console.log()
      printResults(ingested)
      await printOverview({ ...settings.environment, ...variables })
      console.log(`\nConsole:  ${gatewayUrl}/\nToken:    ./floatchat token\nDatabase: ${variables.DATABASE_URL}`)
      return ingested.results.every(({ status }) => status === 'succeeded') ? 0 : 1
    }
  },
}
