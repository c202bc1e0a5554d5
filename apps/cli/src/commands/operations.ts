import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Command } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { operation, progressText, requestText } from '../operations/Operation.ts'
import { printTable } from '../printTable.ts'
import { pageOptions, pageText } from '../text/pageText.ts'
import { timeText } from '../text/timeText.ts'

const page = z.object({ operations: z.array(operation), total: z.number() })

export const operations: Command = {
  summary: 'Lists operations over many files, newest first.',
  usage: 'operations [--limit N] [--offset N] [--json]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: { ...pageOptions, json: { type: 'boolean', default: false } },
    })
    const query = new URLSearchParams({ limit: values.limit, offset: values.offset })
    const question = { path: `/api/v1/operations?${query}` }
    const { operations: found, total } = await askPatiently(await connectGateway(), question, page)
    if (values.json) for (const each of found) console.log(JSON.stringify(each))
    else {
      const rows = found.map((each) => [
        timeText(each.requested_at),
        `${each.kind} ${requestText(each)}`,
        progressText(each),
        each.requested_by,
        each.operation_id,
      ])
      if (rows.length > 0)
        printTable(['asked for', 'what', 'state', 'by', 'operation'], rows, {
          whole: ['operation'],
          spare: ['by', 'asked for'],
        })
      console.log(pageText(found.length, total, 'operation'))
    }
    return 0
  },
}
