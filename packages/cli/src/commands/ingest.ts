import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { filesBelow } from '../ingest/filesBelow.ts'
import { ingestFiles } from '../ingest/ingestFiles.ts'
import { printResults } from '../ingest/printResults.ts'

export const ingest: Command = {
  summary: 'Uploads files, or all below a folder, and follows them to the end. Exit code 1 if any failed.',
  usage: 'ingest FILE… [--json] [--name dataset]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, name: { type: 'string' } },
    })
    if (positionals.length === 0) throw new UsageError('Which file?')
    const files = await filesBelow(positionals)
    if (files.length === 0) throw new Error('There is no .nc, .nc4 or .zip file in there.')
    const results = await ingestFiles(await connectGateway(), files, {
      datasetName: values.name,
      ...(values.json ? { ended: (result) => console.log(JSON.stringify(result)) } : {}),
    })
    if (!values.json) printResults(results)
    return results.every(({ status }) => status === 'succeeded') ? 0 : 1
  },
}
