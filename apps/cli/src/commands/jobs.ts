import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Command } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { job } from '../ingest/Job.ts'
import { printTable } from '../printTable.ts'
import { pageOptions, pageText } from '../text/pageText.ts'
import { timeText } from '../text/timeText.ts'

const heading = ['created', 'status', 'file', 'dataset', 'profiles', 'job']
const narrow = { whole: ['job'], spare: ['dataset', 'created', 'profiles'] }
const page = z.object({ jobs: z.array(job), total: z.number() })

export const jobs: Command = {
  summary: 'Lists jobs, newest first.',
  usage: 'jobs [--status pending|running|succeeded|failed] [--text NAME] [--limit N] [--offset N] [--json]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        status: { type: 'string' },
        text: { type: 'string' },
        ...pageOptions,
        json: { type: 'boolean', default: false },
      },
    })
    const query = new URLSearchParams({ limit: values.limit, offset: values.offset })
    if (values.status !== undefined) query.set('status_filter', values.status)
    if (values.text !== undefined) query.set('text', values.text)
    const question = { path: `/api/v1/datasets/jobs?${query}` }
    const { jobs: found, total } = await askPatiently(await connectGateway(), question, page)
    if (values.json) for (const each of found) console.log(JSON.stringify(each))
    else {
      const rows = found.map((each) => [
        timeText(each.created_at),
        each.status === 'running' ? `running ${each.progress_pct} %` : each.status,
        each.original_filename ?? '',
        String(each.dataset_id ?? ''),
        `${each.profiles_ingested}/${each.profiles_total ?? '?'}`,
        each.job_id,
      ])
      if (rows.length > 0) printTable(heading, rows, narrow)
      console.log(pageText(found.length, total, 'job'))
    }
    return 0
  },
}
