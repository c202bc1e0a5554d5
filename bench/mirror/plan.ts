/**
 * The plan of a mirror's run: an index of millions of rows against as many held files, of which some are new, changed or
 * missing. Read from a folder, packed, as a GDAC has it. The database is emptied.
 *
 *   node bench/mirror/plan.ts --database postgresql://…/name [--rows 3400000] [--differing 12000]
 */
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { openMirrorSource } from '@floatchat/db/mirror/mirrorSources'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { mirrorSettings } from '@floatchat/mirroring/mirrorSettings'
import { openSites } from '@floatchat/mirroring/openSites'
import { runMirror } from '@floatchat/mirroring/runMirror'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { createLogger } from '@floatchat/service/logger'
import { z } from 'zod'
import { ProcessMeter } from '../ProcessMeter.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    rows: { type: 'string', default: '3400000' },
    differing: { type: 'string', default: '12000' },
  },
})
if (values.database === undefined) throw new Error('Say which database: --database postgresql://…')
const [rowCount, differing] = [Number(values.rows), Number(values.differing)]
const centres = ['aoml', 'coriolis', 'csio', 'jma', 'incois', 'bodc', 'csiro', 'kma', 'kordi', 'meds', 'nmdis']
const firstFloat = 1_900_000
const applicationName = 'bench-mirror'
const folder = mkdtempSync(join(tmpdir(), 'floatchat-bench-mirror-'))
await migrate(values.database)
const timeouts = { statementTimeoutMs: 'DISABLE_TIMEOUT', idleInTransactionTimeoutMs: 'DISABLE_TIMEOUT' } as const
const database = await connectDatabase({ DATABASE_URL: values.database }, { applicationName, ...timeouts })
await clearTables(database)
// A dry run puts nothing into it.
const bucket = await connectBucket(z.object(objectSettings).parse({}))
const sites = await openSites([folder], z.object(mirrorSettings).parse({}))
const signal = new AbortController().signal
try {
  await holdEverything(await openMirrorSource(database, [folder]))
  await writeIndex(differing)
  await measured('the plan of a day, three times over, as a dry run', plan)
  await measured('', plan)
  await measured('', plan)
} finally {
  bucket.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

/** As after a run that took them all. */
async function holdEverything(sourceId: number): Promise<void> {
  await readRows(
    database,
    `insert into mirror_files (source_id, path, index_kind, index_update, state)
     select ${sourceId}, (array['${centres.join("','")}'])[wmo % ${centres.length} + 1] || '/' || wmo || '/profiles/'
       || case when index % 5 = 0 then 'R' else 'D' end || wmo || '_' || lpad((index % 200 + 1)::text, 3, '0') || '.nc',
       'core', make_timestamptz(2019, index % 12 + 1, 11, 18, 5, 20, 'UTC'), 'held'
     from generate_series(0, ${rowCount - 1}) as index, lateral (select ${firstFloat} + index / 200 as wmo) as float
     order by 2`,
  )
  await readRows(database, 'vacuum analyze mirror_files')
}

async function plan() {
  const log = createLogger('bench', 'silent')
  const request = { sites, only: [], atOnce: 8, graceHours: 48, maxWithdrawShare: 0.1, dryRun: true }
  const { counts, error } = (await runMirror({ database, bucket, log, signal }, request)) ?? {}
  if (error != null) throw new Error(error)
  return counts
}

/** A third of what differs is changed, one is new and one is missing. */
async function writeIndex(differ: number): Promise<void> {
  const each = Math.floor(differ / 3)
  function* text() {
    yield '# Title : Profile directory file of the Argo Global Data Assembly Center\n# FTP root number 1\n'
    yield 'file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n'
    let block = ''
    for (let index = 0; index < rowCount + each; index += 1) {
      const wmo = firstFloat + Math.floor(index / 200)
      const cycle = String((index % 200) + 1).padStart(3, '0')
      const isChanged = index % 283 === 1 && index / 283 < each
      if (index % 283 === 2 && index / 283 < each) continue
      const date = `20${isChanged ? '26' : '19'}${String((index % 12) + 1).padStart(2, '0')}11180520`
      const mode = index % 5 === 0 ? 'R' : 'D'
      block += `${centres[wmo % centres.length]}/${wmo}/profiles/${mode}${wmo}_${cycle}.nc,19970729200300,0.267,-16.032,A,845,AO,${date}\n`
      if (block.length < 65_536) continue
      yield block
      block = ''
    }
    yield block
  }
  const path = join(folder, 'ar_index_global_prof.txt.gz')
  await pipeline(Readable.from(text(), { objectMode: false }), createGzip({ level: 3 }), createWriteStream(path))
}

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  if (what !== '') console.log(what)
  globalThis.gc?.()
  const meter = new ProcessMeter(process.pid)
  meter.resetPeak()
  const cpu = meter.cpuSeconds()
  let serverMib = 0
  const serverCpu = new Map<number, { first: number; last: number }>()
  const look = async () => {
    const pids = await backends()
    serverMib = Math.max(
      serverMib,
      pids.map(ownMib).reduce((sum, mib) => sum + mib, 0),
    )
    for (const pid of pids) {
      const seconds = new ProcessMeter(pid).cpuSeconds()
      serverCpu.set(pid, { first: serverCpu.get(pid)?.first ?? seconds, last: seconds })
    }
  }
  const watching = setInterval(() => void look().catch(console.error), 500)
  const began = performance.now()
  const came = await work()
  const seconds = (performance.now() - began) / 1000
  clearInterval(watching)
  await look()
  const serverSeconds = [...serverCpu.values()].reduce((sum, { first, last }) => sum + last - first, 0)
  console.log(JSON.stringify(came))
  console.log(
    `${seconds.toFixed(1)} s; this process ${(meter.cpuSeconds() - cpu).toFixed(1)} s of CPU and ${meter.peakMib().toFixed(0)} MiB at most, ` +
      `the server's process ${serverSeconds.toFixed(1)} s and ${serverMib.toFixed(0)} MiB of its own at most`,
  )
}

/** The server's processes that work for us. */
async function backends(): Promise<number[]> {
  const rows = await readRows<{ pid: number }>(
    database,
    `select pid from pg_stat_activity where application_name = '${applicationName}' or leader_pid in
       (select pid from pg_stat_activity where application_name = '${applicationName}')`,
  )
  return rows.map(({ pid }) => pid)
}

/** Memory that a process shares with no other, MiB. */
function ownMib(pid: number): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
