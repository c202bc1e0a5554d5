/**
 * A day of a GDAC: so many files that are held have newer versions, which `./floatchat mirror run` takes by HTTP from a
 * server on this machine, withdrawing the earlier ones; before and after it half as many of the same kind go over eight
 * bare connections to the gateway. Meanwhile somebody sends a small file every second. Default settings.
 *
 *   node bench/mirror/day.ts --data FOLDER [--files 12000]
 *     [--python FOLDER --work FOLDER] [--race 100]   the Python design on so many files of the same day
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'slonik'
import { z } from 'zod'
import { benchSystem } from '../ingest/benchSystem.ts'
import { DistinctFiles } from '../ingest/distinctFiles.ts'
import { type Beside, LiveUploads, within } from '../ingest/LiveUploads.ts'
import { pythonDesign } from '../pipeline/pythonDesign.ts'
import { GdacFolder } from './GdacFolder.ts'

const { values } = parseArgs({
  options: {
    ...{ data: { type: 'string' }, files: { type: 'string', default: '12000' } },
    ...{ python: { type: 'string' }, work: { type: 'string' }, race: { type: 'string', default: '100' } },
  },
})
if (values.data === undefined) throw new Error('Say with --data where real files are.')
const count = Number(values.files)
const half = Math.ceil(count / 2)
const connections = 8
const runReport = z.object({ status: z.string(), counts: z.record(z.string(), z.number()) })

const phases = z.object({
  ...{ 'indexes and plan': z.number(), 'files taken': z.number(), 'in the database': z.number() },
  ...{ 'earlier ones withdrawn': z.number(), noticed: z.number(), run: z.number() },
})
type Phases = z.output<typeof phases>

const distinct = new DistinctFiles(values.data)
const system = await benchSystem()
const folder = (name: string) => join(system.home, 'files', name)
const live = new LiveUploads(system.gateway, () => distinct.make(folder('single'), 1)[0] ?? '')
const gdac = new GdacFolder(folder('gdac'))
const bare = [new GdacFolder(folder('bare-1')), new GdacFolder(folder('bare-2'))] as const
let server: ChildProcess | undefined
try {
  // What is held on the evening before.
  gdac.add(distinct, count)
  for (const each of bare) each.add(distinct, half)
  const source = await serve(gdac.folder)
  await mirrorRun(source)
  for (const each of bare) await send(each)

  for (const each of [gdac, ...bare]) each.change()
  const first = await live.beside(async () => send(bare[0]))
  const day = await live.beside(async () => mirrorRun(source))
  const last = await live.beside(async () => send(bare[1]))
  const ran = await readPhases()
  report(day, first, last, ran.run)
  reportPhases(ran)
  await race(count / ran.run)
} finally {
  server?.kill()
  await system.close()
}

/** A server in a process of its own: what it takes of a processor is not the mirror's. */
async function serve(root: string): Promise<string> {
  const main = fileURLToPath(new URL('serveGdac.ts', import.meta.url))
  server = spawn(process.execPath, [main, root], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream }) // Piped, by the option above.
  for await (const line of lines) return line
  throw new Error('The server did not start.')
}

/** A run to its end: everything in the database, and what it replaces withdrawn. */
async function mirrorRun(source: string): Promise<void> {
  const last = await system.command(['mirror', 'run', source, '--once', '--json'])
  const { status, counts } = runReport.parse(JSON.parse(last))
  if (status !== 'succeeded' || counts.taken !== count || (counts.failing ?? 0) > 0) throw new Error(last)
}

async function send(files: GdacFolder): Promise<void> {
  await system.upload(files.files(), connections, { lane: 'bulk' })
  await system.allEnded()
}

function report(day: Beside, first: Beside, last: Beside, runSeconds: number): void {
  const [taken, sent] = [count / runSeconds, (2 * half) / (first.seconds + last.seconds)]
  console.log('| | files | files/s | ratio | single files | median, s | p95, s | longest, s |')
  console.log('|---|---|---|---|---|---|---|---|')
  const row = (title: string, rate: string, singles: readonly number[]) => {
    const [median, p95, longest] = [0.5, 0.95, 1].map((share) => within(singles, share))
    console.log(`| ${title} | ${rate} | ${singles.length} | ${median} | ${p95} | ${longest} |`)
  }
  const both = [...first.singles, ...last.singles].sort((a, b) => a - b)
  row(`${connections} bare connections`, `${2 * half} | ${sent.toFixed(1)} | `, both)
  row('the mirror', `${count} | ${taken.toFixed(1)} | **${(taken / sent).toFixed(2)}**`, day.singles)
}

/** Where the time of the last run went, seconds. What the command takes to start and to end is not of the run. */
function readPhases(): Promise<Phases> {
  return system.database.pool.one(sql.type(phases)`
    with run as (select started_at, ended_at from mirror_runs order by run_id desc limit 1),
      day as (select ingestion_jobs.created_at, completed_at from ingestion_jobs join mirror_files using (dataset_id)),
      since as (
        select (select min(created_at) from day) as first, (select max(created_at) from day) as last,
          (select max(completed_at) from day) as ended, (select max(done_at) from withdrawals) as withdrawn)
    select extract(epoch from first - started_at)::float8 as "indexes and plan",
      extract(epoch from last - first)::float8 as "files taken", extract(epoch from ended - last)::float8 as "in the database",
      extract(epoch from withdrawn - ended)::float8 as "earlier ones withdrawn",
      extract(epoch from ended_at - withdrawn)::float8 as "noticed", extract(epoch from ended_at - started_at)::float8 as run
    from run cross join since`)
}

function reportPhases({ run, ...parts }: Phases): void {
  const told = Object.entries(parts).map(([name, part]) => `${name} ${part.toFixed(1)} s`)
  console.log(`\nOf the run's ${run.toFixed(1)} s: ${told.join(', ')}.`)
}

/** The Python way, one process and one file at a time, on files of the day. */
async function race(ours: number): Promise<void> {
  if (values.python === undefined) return
  const files = gdac.files().slice(0, Number(values.race))
  const data = mkdtempSync(join(tmpdir(), 'floatchat-race-'))
  const python = pythonDesign(values.python, values.work ?? '/tmp/seed-design', data)
  try {
    mkdirSync(join(data, 'queue'))
    for (const file of files) copyFileSync(file, join(data, 'queue', basename(file)))
    python.start('solo')
    const { e2e, status } = python.run('queue')
    const theirs = files.length / e2e
    console.log('\n| the day by | files | files/s | ratio |')
    console.log('|---|---|---|---|')
    console.log(`| the mirror | ${count} | ${ours.toFixed(1)} | **${(ours / theirs).toFixed(1)} ×** |`)
    console.log(`| the Python way, a file at a time (${status}) | ${files.length} | ${theirs.toFixed(1)} | |`)
  } finally {
    python.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
