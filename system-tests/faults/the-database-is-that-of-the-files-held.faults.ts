import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archiveSteps, heldAfter } from '../src/archive/ArchiveStep.ts'
import { playSteps } from '../src/archive/playSteps.ts'
import { reprocessEarlier, settle } from '../src/archive/settle.ts'
import { eventually } from '../src/eventually.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import type { ServiceName } from '../src/openSystem.ts'
import { zipOf } from '../src/zipOf.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'
import { Striker } from './Striker.ts'

/**
 * Histories at the same time, each over floats of its own: a few by default, many for the record. What a history waits
 * for is the work of the others, and servers are killed once for all of them.
 */
const histories = Number(process.env.ARCHIVE_HISTORIES ?? 12)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const atOnce = 16
/** A broker that is killed on a busy machine is back after a minute. */
const seconds = 480 + 3 * histories
const faults = ['parser', 'cleaner'] as const
const faultOf = { parser: 'faultyParser.ts', cleaner: 'faultyCleaner.ts' } as const

/** Versions of the same profiles that contradict each other; a parser with its fault reads keys of them wrongly. */
function poolOf(history: number) {
  const platform = `59${String(history).padStart(4, '0')}9`
  const file = (cycles: number[], dataMode: 'R' | 'A' | 'D', dateUpdate: string, shift: number) =>
    floatFile({ platform, cycles, levels: 30, dataMode, dateUpdate: `2024${dateUpdate}000000`, shift })
  return [
    file(cycleRange(1, 4), 'R', '0101', 0),
    file(cycleRange(1, 4), 'R', '0601', 0.5),
    file([2], 'D', '0201', 0.75),
    file([2], 'D', '0901', 0.25),
    file([3], 'A', '0601', 0.1),
    // Equal versions with different contents: one of them holds, the same one always.
    file([4], 'R', '1001', 0.3),
    file([4], 'R', '1001', 0.4),
  ].map(({ name, bytes }, index) => ({ name: `${platform}-${index}-${name}`, bytes }))
}

const strike = fc.record({
  pauseMs: fc.nat({ max: 3_000 }),
  what: fc.constantFrom('gateway', 'parser', 'cleaner', 'writer', 'writer', 'broker', 'database' as const),
  which: fc.nat({ max: 3 }),
  how: fc.constantFrom('kill' as const, 'kill' as const, 'kill' as const, 'pause' as const),
})

const pools = Array.from({ length: histories }, (_, history) => poolOf(history))
const steps = fc.sample(archiveSteps(pools[0]?.length ?? 0), { seed, numRuns: histories })
const strikes = fc.sample(strike, { seed, numRuns: Math.ceil(histories / 4) })

let system: FaultySystem
beforeAll(async () => {
  system = await openFaultySystem('archive', { scale: { parser: 2, writer: 2, summarizer: 0 } })
})
afterAll(() => system?.close())

/** What is shown, as text that two databases can be compared by. */
async function shown(): Promise<string[]> {
  const rows = await readRows<{ line: string }>(
    system.database,
    `select concat_ws(' ', platform_number, cycle_number, data_mode, date_update::text, source_filename) as line
    from profiles join datasets using (dataset_id) order by 1`,
  )
  return rows.map(({ line }) => line)
}

/** Of the floats that are shown otherwise than they should be: every dataset, and what was asked for it. */
async function whatBecameOf(expected: readonly string[]): Promise<string> {
  const found = await shown()
  const differing = [
    ...found.filter((line) => !expected.includes(line)),
    ...expected.filter((line) => !found.includes(line)),
  ]
  const platforms = new Set(differing.map((line) => line.split(' ', 1)[0] ?? ''))
  const told = [...platforms].map(async (platform) => {
    const history = pools.findIndex((pool) => pool[0]?.name.startsWith(platform))
    const datasets = await readRows<{ line: string }>(
      system.database,
      `select concat_ws(' ', dataset_id, source_filename, 'active', is_active, 'purged', purged_at, 'run', written_run_id,
        'parser', parser_version, 'job', job.status, job.error_log, 'versions', (
          select count(*) from profile_versions v where v.dataset_id = d.dataset_id), 'asked', (
          select string_agg(kind || ' ' || withdrawal_id || ' ' || requested_at || ' ' || done_at, ', ' order by withdrawal_id)
          from withdrawals w where w.dataset_id = d.dataset_id)) as line
      from datasets d left join lateral (
        select status, error_log from ingestion_jobs j where j.dataset_id = d.dataset_id limit 1) as job on true
      where source_filename like '${platform}-%' order by dataset_id`,
    )
    const played = (steps[history] ?? []).map(({ what, file }) => `${what} ${file}`).join(', ')
    return [`${platform}: ${played}`, ...datasets.map(({ line }) => line)].join('\n')
  })
  return (await Promise.all(told)).join('\n\n')
}

it(
  `${histories} histories of sending, withdrawing, restoring, purging and other code come to the files held (seed ${seed})`,
  async () => {
    // What is held at the end, read once and by the code of the end.
    const held = pools.flatMap((pool, history) =>
      [...heldAfter(steps[history] ?? [])].sort().flatMap((file) => pool[file] ?? []),
    )
    await system.ingest({ name: 'held.zip', bytes: await zipOf(held) }, seconds)
    await settle(system, seconds)
    const [expected, expectedShown] = [await system.digest(), await shown()]
    await clearTables(system.database)

    for (const service of faults) {
      for (const instance of system.instances.filter((each) => each.service === service)) {
        await instance.end('SIGKILL')
        instance.start({ NODE_OPTIONS: `--import=${join(import.meta.dirname, '../src/faults', faultOf[service])}` })
        await instance.ready()
      }
    }
    await play()
    await settle(system, seconds)
    await reprocessEarlier(system, seconds)
    await settle(system, seconds)

    expect(await shown(), await whatBecameOf(expectedShown)).toEqual(expectedShown)
    expect(await system.digest()).toBe(expected)
    // A file that was purged before it was read is one that nobody can read.
    const letters = await findDeadLetters(system.database.pool, { status: 'open' })
    expect(letters.filter(({ reason_code }) => reason_code !== 'OBJECT_MISSING')).toEqual([])
  },
  12 * seconds * 1000,
)

/** All histories; in the middle of them the code is mended and all that was read is read again. */
async function play(): Promise<void> {
  const striker = new Striker(system)
  const inTurn = limitConcurrency(atOnce)
  let ended = 0
  const playing = Promise.all(
    steps.map((own, history) =>
      inTurn(async () => {
        await playSteps(system, own, pools[history] ?? [])
        ended += 1
      }),
    ),
  )
  // Before anything is struck: what is killed is started again without its fault.
  const readByFault = readByEarlierCode()
  const striking = (async () => {
    await readByFault
    for (const { pauseMs, ...each } of strikes) {
      await sleep(pauseMs)
      await striker.strike(each)
    }
  })()
  const mending = (async () => {
    await readByFault
    await eventually(() => expect(ended).toBeGreaterThanOrEqual(histories / 3), seconds)
    for (const what of faults) await strikeAll(striker, what)
    await eventually(async () => {
      const body = JSON.stringify({ kind: 'reprocess', all: true })
      const answer = await system.request('/operations', { method: 'POST', body })
      expect(answer.ok).toBe(true)
    }, seconds)
  })()
  await Promise.all([playing, striking, mending])
}

async function strikeAll(striker: Striker, what: ServiceName): Promise<void> {
  const count = system.instances.filter(({ service }) => service === what).length
  for (let which = 0; which < count; which += 1) await striker.strike({ what, which, how: 'kill' })
}

/** Until a file is in the database that the faulty parser has read and the faulty cleaner has judged. */
function readByEarlierCode(): Promise<void> {
  const text = 'select dataset_id from datasets where parser_version = 0 and cleaner_version = 0 limit 1'
  return eventually(async () => expect(await readRows(system.database, text)).toHaveLength(1), seconds)
}
