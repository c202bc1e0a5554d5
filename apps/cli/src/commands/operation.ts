import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { changes, operation as operationSchema, progressText } from '../operations/Operation.ts'
import { printOperation } from '../operations/printOperation.ts'

const orders = ['pause', 'resume', 'stop']

export const operation: Command = {
  summary: 'Shows an operation and what it changed; or pauses, resumes or stops it.',
  usage: 'operation ID [pause|resume|stop] [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [id, order] = positionals
    if (id === undefined) throw new UsageError('Which operation? ./floatchat operations lists them.')
    if (order !== undefined && !orders.includes(order))
      throw new UsageError(`What shall become of it: ${orders.join(', ')}?`)
    const gateway = await connectGateway()
    const path = `/api/v1/operations/${encodeURIComponent(id)}`
    // Each of these may be said twice: what is so already stays so.
    const question = order === undefined ? { path } : { path: `${path}/${order}`, body: {} }
    const found = await askPatiently(gateway, question, operationSchema)
    if (values.json) {
      const rows: unknown[] = []
      for (let total = 1; rows.length < total; ) {
        const page = { path: `${path}/changes?limit=1000&offset=${rows.length}` }
        const answer = await askPatiently(gateway, page, changes)
        rows.push(...answer.changes)
        total = answer.changes.length === 0 ? 0 : answer.total
      }
      console.log(JSON.stringify({ ...found, changes: rows }))
    } else if (order === undefined) await printOperation(gateway, found)
    else console.log(progressText(found))
    return 0
  },
}
