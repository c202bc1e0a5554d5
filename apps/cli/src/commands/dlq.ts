import { parseArgs } from 'node:util'
import type { DeadLetterFilter, DeadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { countDeadLetters, findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { discardDeadLetters } from '@floatchat/operations/discardDeadLetters'
import type { Operations } from '@floatchat/operations/openOperations'
import { type RedriveOutcome, redriveDeadLetters } from '@floatchat/operations/redriveDeadLetters'
import { showDeadLetter } from '@floatchat/operations/showDeadLetter'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { deadLetterName, parseDeadLetterName } from '../stream/deadLetterName.ts'
import { parseTime } from '../stream/parseTime.ts'
import { withOperations } from '../stream/withOperations.ts'
import { counted } from '../text/counted.ts'
import { pageText } from '../text/pageText.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { timeText } from '../text/timeText.ts'
import { wrapText } from '../text/wrapText.ts'
import { commandCaller, withAudit } from '../withAudit.ts'

const options = {
  stage: { type: 'string' },
  job: { type: 'string' },
  reason: { type: 'string' },
  since: { type: 'string' },
  status: { type: 'string' },
  all: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  rate: { type: 'string' },
  because: { type: 'string' },
  limit: { type: 'string', default: '100' },
  offset: { type: 'string', default: '0' },
  json: { type: 'boolean', default: false },
} as const

export const dlq: Command = {
  summary: 'Lists, shows, sends again and discards records that a stage could not handle.',
  usage:
    'dlq list|show|redrive|discard [STAGE:PARTITION:OFFSET] [--stage S] [--job ID] [--reason TEXT] [--since TIME]\n' +
    '    list: [--status open|redriven|discarded] [--limit N] [--offset N] [--json]   show: [--json]\n' +
    '    redrive: [--all] [--dry-run] [--rate N]   discard: --because TEXT [--all] [--dry-run]',
  run: async (words) => {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options })
    const [verb, name] = positionals
    const work = { list, show, redrive, discard }[verb ?? '']
    if (work === undefined) throw new UsageError('dlq is followed by list, show, redrive or discard.')
    return withOperations((operations) => {
      const filter: DeadLetterFilter = {
        stage: values.stage,
        job: values.job,
        reason: values.reason,
        since: parseTime('--since', values.since),
        status: parseStatus(values.status),
        ids: name === undefined ? undefined : [parseDeadLetterName(name, operations.topicPrefix)],
      }
      return work(operations, filter, values)
    })
  },
}

type Values = {
  readonly all: boolean
  readonly 'dry-run': boolean
  readonly rate?: string
  readonly because?: string
  readonly limit: string
  readonly offset: string
  readonly json: boolean
}

async function list({ database }: Operations, filter: DeadLetterFilter, values: Values): Promise<number> {
  const page = { limit: wholeNumber('--limit', values.limit), offset: wholeNumber('--offset', values.offset) }
  const letters = await findDeadLetters(database.pool, filter, page)
  if (values.json)
    for (const letter of letters) console.log(JSON.stringify({ name: deadLetterName(letter), ...letter }))
  else {
    if (letters.length > 0) print(letters)
    console.log(pageText(letters.length, await countDeadLetters(database.pool, filter), 'dead letter'))
  }
  return 0
}

async function show(operations: Operations, { ids: [id] = [] }: DeadLetterFilter, { json }: Values): Promise<number> {
  if (id === undefined) throw new UsageError('Say which: STAGE:PARTITION:OFFSET, as dlq list shows it.')
  const shown = await showDeadLetter(operations, id)
  if (shown === undefined) {
    console.error('There is no such dead letter.')
    return 1
  }
  const { letter, headers, record, undecodable, firstBytes } = shown
  if (json) {
    console.log(JSON.stringify(shown, plain))
    return 0
  }
  print([letter])
  console.log(wrapText(`\njob ${letter.job_id ?? 'unknown'}\n${letter.reason}\n`, terminalWidth()))
  for (const [key, value] of Object.entries(headers ?? {})) console.log(`${key}: ${value}`)
  if (record === null) console.log(`\n${undecodable}\nfirst bytes: ${firstBytes}`)
  else console.log(`\n${record.type} ${JSON.stringify(record.value, plain, 2)}`)
  return 0
}

async function redrive(operations: Operations, filter: DeadLetterFilter, values: Values): Promise<number> {
  demandChoice(filter, values)
  const perSecond = values.rate === undefined ? undefined : Number(values.rate)
  if (perSecond !== undefined && !(perSecond > 0)) throw new UsageError('--rate is records a second, more than 0.')
  const options = { dryRun: values['dry-run'], by: whoAmI(), perSecond }
  const work = () => redriveDeadLetters(operations, filter, options)
  const outcomes = options.dryRun
    ? await work()
    : await withAudit(operations.database, 'redriveDeadLetters', filter, work)
  for (const { letter, action, problem } of outcomes) {
    if (values['dry-run'] || problem !== null)
      say(`${deadLetterName(letter)} ${inWords(action, values['dry-run'])}: ${problem ?? letter.reason}`)
  }
  const done = outcomes.filter(({ problem }) => problem === null).length
  const verb = values['dry-run'] ? 'Would redrive' : 'Redrove'
  console.log(`${verb} ${done.toLocaleString('en')} of ${counted(outcomes.length, 'dead letter')}.`)
  return done === outcomes.length ? 0 : 1
}

async function discard({ database }: Operations, filter: DeadLetterFilter, values: Values): Promise<number> {
  demandChoice(filter, values)
  if (values.because === undefined) throw new UsageError('Say why with --because: it is remembered.')
  const mark = { dryRun: values['dry-run'], by: whoAmI(), reason: values.because }
  const work = () => discardDeadLetters(database, filter, mark)
  const letters = mark.dryRun
    ? await work()
    : await withAudit(database, 'discardDeadLetters', { ...filter, because: values.because }, work)
  if (values['dry-run']) print(letters)
  console.log(`${values['dry-run'] ? 'Would discard' : 'Discarded'} ${counted(letters.length, 'dead letter')}.`)
  return 0
}

/** In lines that are no wider than the terminal. */
const say = (text: string): void => console.log(wrapText(text, terminalWidth()))

/** No filter at all means every dead letter there is: that is to be said. */
function demandChoice(filter: DeadLetterFilter, { all }: Values): void {
  if (all || Object.values(filter).some((value) => value !== undefined)) return
  throw new UsageError('Say which dead letters, or --all.')
}

function print(letters: readonly DeadLetterRow[]): void {
  printTable(
    ['name', 'when', 'status', 'redrives', 'reason', 'job', 'file'],
    letters.map((letter) => [
      deadLetterName(letter),
      timeText(letter.happened_at),
      letter.status,
      String(letter.redrives),
      letter.reason_code,
      letter.job_id ?? '',
      letter.filename ?? '',
    ]),
    { whole: ['name', 'reason', 'job'], spare: ['job', 'redrives', 'status', 'when'] },
  )
}

function parseStatus(text: string | undefined): DeadLetterRow['status'] | undefined {
  if (text === undefined || text === 'open' || text === 'redriven' || text === 'discarded') return text
  throw new UsageError('--status is open, redriven or discarded.')
}

function inWords(action: RedriveOutcome['action'], dryRun: boolean): string {
  if (action === 'sent-again') return dryRun ? 'would be redriven' : 'redriven'
  if (action === 'file-run-again') return dryRun ? 'its whole file would be read again' : 'its whole file is read again'
  return dryRun ? 'could not be redriven' : 'cannot be redriven'
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} is a whole number.`)
  return Number(text)
}

const whoAmI = () => `${commandCaller().who} (command)`

/** Typed arrays as lists, and missing values as null. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Int32Array) return [...value]
  return value
}
