import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { job as jobSchema } from '../ingest/Job.ts'
import { inWords } from '../ingest/reasonsOf.ts'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { timeText } from '../text/timeText.ts'
import { wrapText } from '../text/wrapText.ts'

const stage = z.object({
  stage: z.string(),
  state: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
})
const whole = jobSchema.extend({ attempt: z.number(), trace_id: z.string().nullable(), stages: z.array(stage) })
type Whole = z.output<typeof whole>
/** Errors and warnings that are spelled out. */
const shown = 20

export const job: Command = {
  summary: 'Shows a job: where it is, its stages with their times, and what was said against it.',
  usage: 'job ID [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [id] = positionals
    if (id === undefined) throw new UsageError('Which job? ./floatchat jobs lists them.')
    const question = { path: `/api/v1/datasets/jobs/${encodeURIComponent(id)}` }
    const found = await askPatiently(await connectGateway(), question, whole)
    if (values.json) console.log(JSON.stringify(found))
    else print(found)
    return 0
  },
}

function print(job: Whole): void {
  const width = terminalWidth()
  const say = (text: string) => console.log(wrapText(text, width))
  say(`${job.original_filename ?? 'A file'}: ${job.status}${job.stage === null ? '' : `, at the ${job.stage}`}`)
  const dataset = job.dataset_id === null ? '' : `; dataset ${job.dataset_id}`
  say(`job ${job.job_id}, attempt ${job.attempt}${dataset}`)
  say(`created ${timeText(job.created_at)}${job.completed_at === null ? '' : `, ended ${timeText(job.completed_at)}`}`)
  if (job.file_counts.total > 1) {
    const { total, ended, failed } = job.file_counts
    say(`${ended.toLocaleString('en')} of ${counted(total, 'file')} ended, ${failed.toLocaleString('en')} failed`)
  }
  const { profiles_ingested, profiles_rejected, profiles_superseded } = job
  const rest = [
    ...(profiles_rejected > 0 ? [`${profiles_rejected.toLocaleString('en')} rejected`] : []),
    ...(profiles_superseded > 0 ? [`${profiles_superseded.toLocaleString('en')} passed over for newer versions`] : []),
  ]
  say([`${counted(profiles_ingested, 'profile')} in the database`, ...rest].join(', '))
  console.log('')
  printTable(
    ['stage', 'state', 'done', 'started', 'ended'],
    job.stages.map((each) => [
      each.stage,
      each.state,
      each.total === null ? String(each.done) : `${each.done}/${each.total}`,
      timeText(each.started_at),
      timeText(each.ended_at),
    ]),
  )
  if (job.error_log !== null) say(`\n${job.error_log}`)
  list(
    'error',
    job.errors.map(inWords).filter((sentence) => sentence !== job.error_log),
  )
  list('warning', job.warnings)
}

function list(noun: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return
  console.log(`\n${counted(sentences.length, noun)}:`)
  for (const sentence of sentences.slice(0, shown)) console.log(wrapText(sentence, terminalWidth(), '  '))
  if (sentences.length > shown)
    console.log(`  and ${(sentences.length - shown).toLocaleString('en')} more: --json has all`)
}
