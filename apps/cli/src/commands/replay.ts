import { parseArgs } from 'node:util'
import { replay as replayRecords } from '@floatchat/operations/replay'
import { type Command, UsageError } from '../Command.ts'
import { parseTime } from '../stream/parseTime.ts'
import { withOperations } from '../stream/withOperations.ts'
import { counted } from '../text/counted.ts'
import { withAudit } from '../withAudit.ts'

const sources = ['files.staged', 'profiles.parsed', 'profiles.cleaned'] as const

export const replay: Command = {
  summary:
    'Processes again, in a new run, while the system works: after a mended parser from files.staged, a changed ' +
    'quality test from profiles.parsed, a changed table from profiles.cleaned.',
  usage:
    'replay --from files.staged|profiles.parsed|profiles.cleaned [--job ID] [--dataset N] [--since TIME] ' +
    '[--offset PARTITION:OFFSET] [--dry-run]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        from: { type: 'string' },
        job: { type: 'string' },
        dataset: { type: 'string' },
        since: { type: 'string' },
        offset: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const from = sources.find((source) => source === values.from)
    if (from === undefined) throw new UsageError(`--from is one of ${sources.join(', ')}.`)
    const dataset = values.dataset === undefined ? undefined : Number(values.dataset)
    if (dataset !== undefined && !Number.isInteger(dataset)) throw new UsageError('--dataset is a whole number.')
    const request = {
      from,
      job: values.job,
      dataset,
      since: parseTime('--since', values.since),
      offset: parseOffset(values.offset),
      dryRun: values['dry-run'],
    }
    const { files, left } = await withOperations((operations) => {
      const work = () => replayRecords(operations, request)
      return request.dryRun
        ? work()
        : withAudit(operations.database, 'replay', { ...request, offset: values.offset }, work)
    })
    for (const { file, records } of files)
      console.log(`${file.filename}  ${counted(records, 'record')}  job ${file.job_id}`)
    const leftOut = request.dryRun ? 'would be left out' : 'left out'
    for (const { filename, reason } of left) console.error(`${filename}  ${leftOut}: ${reason}`)
    const total = files.reduce((sum, { records }) => sum + records, 0)
    const verb = request.dryRun ? 'Would replay' : 'Replayed'
    console.log(`${verb} ${counted(files.length, 'file')}, ${counted(total, 'record')}, from ${from}.`)
    return left.length > 0 ? 1 : 0
  },
}

function parseOffset(text: string | undefined): { partition: number; offset: bigint } | undefined {
  if (text === undefined) return undefined
  const match = /^(\d+):(\d+)$/.exec(text)
  if (match === null) throw new UsageError('--offset is PARTITION:OFFSET, like 2:1500.')
  return { partition: Number(match[1]), offset: BigInt(match[2] ?? 0) }
}
