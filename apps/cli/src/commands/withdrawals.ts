import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { printTable } from '../printTable.ts'
import { pageOptions, pageText } from '../text/pageText.ts'
import { timeText } from '../text/timeText.ts'
import { requestCommand } from '../withdrawals/requestCommand.ts'

export const withdraw = requestCommand('withdraw')
export const restore = requestCommand('restore')
export const purge = requestCommand('purge')

const page = z.object({
  withdrawals: z.array(
    z.looseObject({
      withdrawal_id: z.number(),
      kind: z.string(),
      dataset_id: z.number(),
      filename: z.string().nullable(),
      because: z.string(),
      requested_by: z.string(),
      requested_at: z.string(),
      state: z.string(),
    }),
  ),
  total: z.number(),
})

export const withdrawals: Command = {
  summary: 'Lists who withdrew, restored and purged which datasets, when and why; newest first.',
  usage: 'withdrawals [--dataset N] [--state requested|done] [--limit N] [--offset N] [--json]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        dataset: { type: 'string' },
        state: { type: 'string' },
        ...pageOptions,
        json: { type: 'boolean', default: false },
      },
    })
    if (values.state !== undefined && values.state !== 'requested' && values.state !== 'done')
      throw new UsageError('--state is requested or done.')
    const query = new URLSearchParams({ limit: values.limit, offset: values.offset })
    if (values.dataset !== undefined) query.set('dataset_id', values.dataset)
    if (values.state !== undefined) query.set('state', values.state)
    const question = { path: `/api/v1/withdrawals?${query}` }
    const { withdrawals: found, total } = await askPatiently(await connectGateway(), question, page)
    if (values.json) for (const each of found) console.log(JSON.stringify(each))
    else {
      const rows = found.map((each) => [
        timeText(each.requested_at),
        each.kind,
        String(each.dataset_id),
        each.filename ?? '',
        each.state,
        each.requested_by,
        each.because,
      ])
      if (rows.length > 0) printTable(['when', 'what', 'dataset', 'file', 'state', 'who', 'why'], rows)
      console.log(pageText(found.length, total, 'request'))
    }
    return 0
  },
}
