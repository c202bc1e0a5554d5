import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { wrapText } from '../text/wrapText.ts'

type Kind = 'withdraw' | 'restore' | 'purge'

const answer = z.object({
  requested: z.number(),
  datasets: z.array(z.object({ dataset_id: z.number(), filename: z.string().nullable(), outcome: z.string() })),
  datasets_total: z.number(),
  floats: z.array(z.object({ platform_number: z.string(), profiles: z.number(), others: z.number() })),
  floats_total: z.number(),
  profiles: z.number(),
  others: z.number(),
})
type Answer = z.output<typeof answer>

const words: Readonly<Record<Kind, { readonly summary: string; readonly done: string; readonly would: string }>> = {
  withdraw: {
    summary: 'Takes datasets out: what they alone hold is shown no more, the next best versions come back.',
    done: 'Withdrawing',
    would: 'Would withdraw',
  },
  restore: { summary: 'Brings withdrawn datasets back, as they were.', done: 'Restoring', would: 'Would restore' },
  purge: {
    summary: 'Removes the raw bytes of withdrawn datasets, for good.',
    done: 'Purging',
    would: 'Would purge',
  },
}

/** Why nothing is done for a dataset. */
const reasons: Readonly<Record<string, string>> = {
  already: 'it is so already, or under way',
  separately: 'it was withdrawn by itself, before its zip: restore it by its own number',
  purged: 'it was purged: its raw bytes are gone, upload the file again to have it back',
  held: 'it is not withdrawn: only what is can be purged',
  unknown: 'there is no such dataset',
}

/** `withdraw`, `restore` and `purge`: the same words, asked of the gateway. */
export function requestCommand(kind: Kind): Command {
  return {
    summary: words[kind].summary,
    usage: `${kind} --dataset N [--dataset N …] | --float WMO | --job ID   --because TEXT [--dry-run] [--json]`,
    run: async (given) => {
      const { values } = parseArgs({
        args: [...given],
        options: {
          dataset: { type: 'string', multiple: true },
          float: { type: 'string' },
          job: { type: 'string' },
          because: { type: 'string' },
          'dry-run': { type: 'boolean', default: false },
          json: { type: 'boolean', default: false },
        },
      })
      const { dataset, float, job, because, 'dry-run': dryRun, json } = values
      if ([dataset, float, job].filter((one) => one !== undefined).length !== 1)
        throw new UsageError('Say which datasets: --dataset (as often as needed), --float or --job, one of them.')
      if (because === undefined && !dryRun) throw new UsageError('Say why with --because: it is remembered.')
      const body = { kind, datasets: dataset?.map(numberOf), float, job, because, dry_run: dryRun }
      const question = { path: '/api/v1/withdrawals', body }
      const said = await askPatiently(await connectGateway(), question, answer)
      if (json) console.log(JSON.stringify(said))
      else print(kind, dryRun, said)
      return said.requested > 0 || said.datasets.some(({ outcome }) => outcome === 'already') ? 0 : 1
    },
  }
}

function numberOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('--dataset is the number of a dataset.')
  return Number(text)
}

function print(kind: Kind, dryRun: boolean, said: Answer): void {
  if (dryRun && said.floats.length > 0) {
    const columns = kind === 'withdraw' ? ['would vanish', 'would come back'] : ['would count again', 'shown by others']
    printTable(
      ['float', ...columns],
      said.floats.map((one) => [one.platform_number, String(one.profiles), String(one.others)]),
    )
    if (said.floats_total > said.floats.length)
      console.log(`… and ${counted(said.floats_total - said.floats.length, 'more float')}.`)
  }
  for (const { dataset_id, filename, outcome } of said.datasets) {
    const reason = reasons[outcome]
    if (reason !== undefined)
      console.log(`dataset ${dataset_id}${filename === null ? '' : ` (${filename})`}: ${reason}`)
  }
  console.log(wrapText(sentence(kind, dryRun, said), terminalWidth()))
}

function sentence(kind: Kind, dryRun: boolean, { requested, profiles, others, datasets_total }: Answer): string {
  const verb = dryRun ? words[kind].would : words[kind].done
  const which = `${verb} ${requested.toLocaleString('en')} of ${counted(datasets_total, 'dataset')}`
  const shown = counted(profiles, 'profile')
  const other = others.toLocaleString('en')
  if (kind === 'withdraw') {
    return dryRun
      ? `${which}: ${shown} would vanish${others === 0 ? '' : `, and of ${other} the next best version would come back`}.`
      : `${which}: ${shown} shown until now${others === 0 ? '' : `; of ${other} the next best version comes back`}.`
  }
  if (kind === 'restore') {
    return dryRun
      ? `${which}: ${shown} would count again, of ${other} another version is shown now.`
      : `${which}: ${shown} to count again, of ${other} another version was shown.`
  }
  return dryRun ? `${which}: their raw bytes would be gone for good.` : `${which}: their raw bytes are gone for good.`
}
