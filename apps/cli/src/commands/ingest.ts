import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { filesBelow } from '../ingest/filesBelow.ts'
import { type Ingested, ingestFiles } from '../ingest/ingestFiles.ts'
import { printResults } from '../ingest/printResults.ts'
import { sumUp } from '../ingest/sumUp.ts'
import { stopSignal } from '../stopSignal.ts'

export const ingest: Command = {
  summary:
    'Uploads files, or all below a folder, and follows them to the end. What is held already is not sent, but with ' +
    '--force. Exit code 1 if any failed or was not taken.',
  usage: 'ingest FILE… [--name dataset] [--force] [--all] [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        name: { type: 'string' },
        force: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
      },
    })
    if (positionals.length === 0) throw new UsageError('Which file?')
    const files = await filesBelow(positionals)
    if (files.length === 0) throw new Error('There is no .nc, .nc4 or .zip file in there.')
    const signal = stopSignal()
    const ingested = await ingestFiles(await connectGateway(), files, {
      datasetName: values.name,
      force: values.force,
      signal,
      ...(values.json ? { ended: (result) => console.log(JSON.stringify(result)) } : {}),
    })
    if (values.json) console.error(sumUp(ingested))
    else printResults(ingested, { everyFile: values.all })
    if (signal.aborted) return sayHowToGoOn(ingested)
    return ingested.results.every(({ status }) => status === 'succeeded') ? 0 : 1
  },
}

/** @returns the exit code of what was ended by Ctrl-C. */
export function sayHowToGoOn({ onTheirWay, unsent }: Ingested): number {
  if (onTheirWay > 0) console.error('What was sent goes on by itself: ./floatchat jobs shows how far it is.')
  if (unsent > 0) console.error('The same command again sends only what is not held.')
  return 130
}
