import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askGateway, askPatiently } from '../ingest/askGateway.ts'
import type { Gateway } from '../ingest/uploadFile.ts'
import { type Operation, operation, progressText } from '../operations/Operation.ts'
import { printOperation } from '../operations/printOperation.ts'
import { stopSignal } from '../stopSignal.ts'
import { parseTime } from '../stream/parseTime.ts'
import { counted } from '../text/counted.ts'

const rehearsed = z.object({ dry_run: z.literal(true), files: z.number(), bytes: z.number() })
const askMs = 1_000

export const reprocess: Command = {
  summary: 'Reads held files again from the bucket with the code of today, whatever the topics still hold.',
  usage:
    'reprocess [--all | --dataset N | --float WMO | --since TIME | --read-before VERSION | --judged-before VERSION] ' +
    '[--because TEXT] [--dry-run] [--wait]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        all: { type: 'boolean' },
        dataset: { type: 'string' },
        float: { type: 'string' },
        since: { type: 'string' },
        'read-before': { type: 'string' },
        'judged-before': { type: 'string' },
        because: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        wait: { type: 'boolean', default: false },
      },
    })
    const { all, dataset, float, because } = values
    const since = parseTime('--since', values.since)
    const choice = {
      all,
      dataset: wholeNumber('--dataset', dataset),
      float,
      since: since === undefined ? undefined : new Date(since).toISOString(),
      read_before: wholeNumber('--read-before', values['read-before']),
      judged_before: wholeNumber('--judged-before', values['judged-before']),
    }
    if (Object.values(choice).every((one) => one === undefined))
      throw new UsageError('Which files? --all, --dataset, --float, --since, --read-before or --judged-before.')
    const gateway = await connectGateway()
    const body = { kind: 'reprocess', ...choice, because, dry_run: values['dry-run'] }
    // Asked once: of an answer that is lost on its way the operation has begun, and ./floatchat operations lists it.
    const answer = await askGateway(gateway, { path: '/api/v1/operations', body }, z.union([rehearsed, operation]))
    if ('refused' in answer) throw new Error(String(answer.refused))
    if ('away' in answer) throw new Error(`The gateway has not answered (${answer.away}): see ./floatchat operations.`)
    if ('dry_run' in answer) {
      const { files, bytes } = rehearsed.parse(answer)
      console.log(`Would read ${counted(files, 'file')} again, ${counted(bytes, 'byte')}.`)
      return 0
    }
    const begun = operation.parse(answer)
    console.log(`Operation ${begun.operation_id} reads ${counted(begun.files.total, 'file')} again.`)
    if (values.wait) return follow(gateway, begun)
    console.log(`./floatchat operation ${begun.operation_id} says how far it is, and what it changed.`)
    return 0
  },
}

/** Says how far it is until it has ended, then what it changed. */
async function follow(gateway: Gateway, begun: Operation): Promise<number> {
  const signal = stopSignal()
  let said = ''
  for (;;) {
    const now = await askPatiently(gateway, { path: `/api/v1/operations/${begun.operation_id}` }, operation)
    const text = progressText(now)
    if (text !== said) console.error(text)
    said = text
    if (now.ended_at !== null) {
      await printOperation(gateway, now)
      return now.state === 'done' && now.files.failed + now.files.missing === 0 ? 0 : 1
    }
    if (signal.aborted) return 0
    await sleep(askMs, undefined, { signal }).catch(() => undefined)
  }
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} is a whole number.`)
  return Number(text)
}
