import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readMirrors } from '@floatchat/db/mirror/readMirrors'
import { openSites } from '@floatchat/mirroring/openSites'
import { type MirrorRun, runMirror } from '@floatchat/mirroring/runMirror'
import { verifyMirror } from '@floatchat/mirroring/verifyMirror'
import { type Command, UsageError } from '../Command.ts'
import { printRun } from '../mirror/printRun.ts'
import { type CommandMirror, withMirror } from '../mirror/withMirror.ts'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'
import { timeText } from '../text/timeText.ts'

/** Between two runs without --once, and while another instance leads. */
const pauseMs = { between: 3_600_000, led: 5_000 }

export const mirror: Command = {
  summary:
    'Keeps the files held equal to those of a GDAC (an http, https or s3 address, or a folder; further ones take its ' +
    'place where it is away): run, status, or verify, which names every difference and has exit code 1 if there is one.',
  usage:
    'mirror run SOURCE… [--once] [--only dac/wmo,…] [--dry-run] [--yes-withdraw] [--json] | mirror status [--json] | ' +
    'mirror verify SOURCE… [--only dac/wmo,…] [--deep] [--json]',
  run: async ([verb, ...words]) => {
    if (verb === 'run') return run(words)
    if (verb === 'status') return status(words)
    if (verb === 'verify') return verify(words)
    throw new UsageError('mirror is followed by run, status or verify.')
  },
}

async function run(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      once: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      'dry-run': { type: 'boolean', default: false },
      'yes-withdraw': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [addresses, only] = [sourcesOf(positionals), foldersOf(values.only)]
  return withMirror(async (parts) => {
    for (;;) {
      const done = await mirrorOnce(parts, addresses, { ...values, only })
      if (done === undefined) console.error('Another instance mirrors this source.')
      else if (values.json) console.log(JSON.stringify(done))
      else printRun(done, values['dry-run'])
      if (parts.signal.aborted) return 130
      if (values.once || values['dry-run']) return done?.status === 'succeeded' ? 0 : 1
      const pause = done === undefined ? pauseMs.led : pauseMs.between
      await sleep(pause, undefined, { signal: parts.signal }).catch(() => undefined)
      if (parts.signal.aborted) return 0
    }
  })
}

interface RunOptions {
  readonly only: readonly string[]
  readonly 'dry-run': boolean
  readonly 'yes-withdraw': boolean
  readonly json: boolean
}

async function mirrorOnce(
  { settings, ...parts }: CommandMirror,
  addresses: readonly string[],
  options: RunOptions,
): Promise<MirrorRun | undefined> {
  return runMirror(parts, {
    ...{ sites: await openSites(addresses, settings), only: options.only, atOnce: settings.MIRROR_AT_ONCE },
    ...{ graceHours: settings.MIRROR_GRACE_HOURS, maxWithdrawShare: settings.MIRROR_MAX_WITHDRAW_SHARE },
    ...{ dryRun: options['dry-run'], yesWithdraw: options['yes-withdraw'] },
    ...(options.json ? { ended: (report) => console.log(JSON.stringify(report)) } : {}),
  })
}

async function status(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { json: { type: 'boolean', default: false } } })
  const mirrors = await withMirror(({ database }) => readMirrors(database, 10))
  if (values.json) {
    console.log(JSON.stringify(mirrors))
    return 0
  }
  if (mirrors.length === 0) console.log('Nothing is mirrored yet: ./floatchat mirror run SOURCE.')
  for (const { addresses, files, held, wanted, on_their_way, failed, missing, oldest_wanted, runs } of mirrors) {
    console.log(addresses.join(', '))
    console.log(
      `${counted(files, 'file')}: ${held} held, ${on_their_way} on their way, ${wanted} to be fetched, ${failed} refused, ${missing} missing`,
    )
    if (oldest_wanted !== null) console.log(`The oldest of those to be fetched waits since ${timeText(oldest_wanted)}.`)
    printTable(
      ['run', 'began', 'status', 'taken', 'withdrawn', 'problems'],
      runs.map(({ run_id, started_at, status: how, counts }) => [
        ...[String(run_id), timeText(started_at), how],
        ...['taken', 'withdrawn', 'problems'].map((name) => String(counts[name] ?? 0)),
      ]),
    )
    const [last] = runs
    if (last?.error != null) console.log(`The last run failed: ${last.error}`)
    for (const { path, problem } of last?.problems ?? []) console.log(`${path}: ${problem}`)
  }
  return 0
}

async function verify(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      deep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [addresses, only] = [sourcesOf(positionals), foldersOf(values.only)]
  return withMirror(async ({ database, settings, signal }) => {
    const sites = await openSites(addresses, settings)
    let found = 0
    const request = { sites, only, deep: values.deep, atOnce: settings.MIRROR_AT_ONCE, signal }
    for await (const finding of verifyMirror(database, request)) {
      found += 1
      const dataset = finding.dataset_id === null ? '' : ` (dataset ${finding.dataset_id})`
      console.log(values.json ? JSON.stringify(finding) : `${finding.kind}  ${finding.path}${dataset}: ${finding.says}`)
    }
    if (!values.json)
      console.log(found === 0 ? 'The database holds what the source does.' : counted(found, 'difference'))
    return found === 0 ? 0 : 1
  })
}

function sourcesOf(words: readonly string[]): string[] {
  const sources = words.flatMap((word) => word.split(',')).filter((word) => word !== '')
  if (sources.length === 0) throw new UsageError('Which source?')
  return sources
}

function foldersOf(words: readonly string[]): string[] {
  const folders = words.flatMap((word) => word.split(',')).map((word) => word.trim().replace(/^\/+|\/+$/g, ''))
  return folders.filter((folder) => folder !== '')
}
