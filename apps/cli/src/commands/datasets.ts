import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Command } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { printTable } from '../printTable.ts'
import { pageOptions, pageText } from '../text/pageText.ts'
import { timeText } from '../text/timeText.ts'

const dataset = z.looseObject({
  dataset_id: z.number(),
  name: z.string().nullable(),
  source_filename: z.string().nullable(),
  profile_count: z.number().nullable(),
  float_count: z.number().nullable(),
  date_range_start: z.string().nullable(),
  date_range_end: z.string().nullable(),
  created_at: z.string(),
})
const page = z.object({ datasets: z.array(dataset), total: z.number() })

const heading = ['dataset', 'created', 'file', 'profiles', 'floats', 'period (UTC)']

export const datasets: Command = {
  summary: 'Lists datasets, newest first; with --zip the members of a zip.',
  usage: 'datasets [--text NAME] [--zip DATASET] [--limit N] [--offset N] [--json]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        text: { type: 'string' },
        zip: { type: 'string' },
        ...pageOptions,
        json: { type: 'boolean', default: false },
      },
    })
    const query = new URLSearchParams({ limit: values.limit, offset: values.offset })
    if (values.text !== undefined) query.set('text', values.text)
    if (values.zip !== undefined) query.set('parent_dataset_id', values.zip)
    const question = { path: `/api/v1/datasets?${query}` }
    const { datasets: found, total } = await askPatiently(await connectGateway(), question, page)
    if (values.json) for (const each of found) console.log(JSON.stringify(each))
    else {
      const rows = found.map((each) => [
        String(each.dataset_id),
        timeText(each.created_at),
        each.source_filename ?? each.name ?? '',
        String(each.profile_count ?? ''),
        String(each.float_count ?? ''),
        period(each.date_range_start, each.date_range_end),
      ])
      if (rows.length > 0) printTable(heading, rows, { spare: ['created', 'floats'] })
      console.log(pageText(found.length, total, 'dataset'))
    }
    return 0
  },
}

function period(start: string | null, end: string | null): string {
  if (start === null || end === null) return ''
  const [first, last] = [start.slice(0, 10), end.slice(0, 10)]
  return first === last ? first : `${first} to ${last}`
}
