import { setTimeout as sleep } from 'node:timers/promises'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { requestWithdrawal } from '@floatchat/intake/withdrawals'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { floatFile } from '../src/floatFile.ts'
import { ChangingGdac } from '../src/mirror/ChangingGdac.ts'
import { LoopbackGdac } from '../src/mirror/LoopbackGdac.ts'
import { openMirror, type TestMirror } from '../src/mirror/openMirror.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { ServiceProcess } from '../src/ServiceProcess.ts'

/** Days of the simulation: a few here, as many as are asked for by FLOATCHAT_MIRROR_DAYS. */
const days = Number(process.env.FLOATCHAT_MIRROR_DAYS ?? 4)
const seed = Number(process.env.FLOATCHAT_MIRROR_SEED ?? 17)
const perDayMs = 60_000

let system: System
/** Is given the files of the source and nothing else, each day anew. */
let reference: System
let first: LoopbackGdac
let second: LoopbackGdac
let mirror: TestMirror
const source = new ChangingGdac(seed)

beforeAll(async () => {
  first = await new LoopbackGdac(source.gdac).start()
  second = await new LoopbackGdac(source.gdac).start()
  // Two systems on one machine: nobody is thrown out of a group for being slow, and summaries are no part of it.
  const options = { scale: { summarizer: 0 }, settings: { KAFKA_SESSION_TIMEOUT_MS: '30000' } }
  system = await openSystem('mirror', options)
  reference = await openSystem('mirror-reference', options)
  mirror = await openMirror(system, [first.url, second.url])
})
afterAll(async () => {
  await mirror?.close()
  await Promise.all([system?.close(), reference?.close(), first?.stop(), second?.stop()])
})

async function digestOfSource(): Promise<string> {
  await clearTables(reference.database)
  // The source grows with the days, and a gateway takes no more than so many at once.
  const inTurn = limitConcurrency(50)
  const jobs = await Promise.all(source.held().map((file) => inTurn(() => reference.upload(file))))
  for (const { job_id } of jobs) expect((await reference.ended(job_id)).status).toBe('succeeded')
  return reference.digest()
}

/** The service, killed somewhere in the middle of what it does. */
async function killedRun(): Promise<void> {
  const settings = { MIRROR_SOURCE: `${first.url},${second.url}`, MIRROR_GRACE_HOURS: '0', MIRROR_TRIES: '2' }
  const service = new ServiceProcess('mirror', { ...system.env, ...settings, MIRROR_AT_ONCE: '2' })
  service.start()
  await service.ready()
  await sleep(source.random(400))
  await service.end('SIGKILL')
}

it(
  'after every day of changes, lies, broken files, dead sources and kills',
  async () => {
    expect(await mirror.run()).toMatchObject({ status: 'succeeded', error: null })
    expect(await system.digest()).toBe(await digestOfSource())
    for (let day = 1; day <= days; day += 1) {
      source.change()
      const keep = source.promise()
      source.disturb()
      if (day % 3 === 0) await first.stop()
      if (day % 4 === 1) await killedRun()
      const disturbed = await mirror.run()
      expect(disturbed.counts.withdrawn ?? 0).toBeLessThanOrEqual(3)
      // Some change twice a day.
      source.calm()
      if (day % 2 === 0) source.change()
      keep()
      const run = await mirror.run()
      if (day % 3 === 0) await first.start()
      const told = `day ${day}: ${JSON.stringify(run)}`
      expect(run.status, told).toBe('succeeded')
      expect(await system.digest(), told).toBe(await digestOfSource())
      expect(await mirror.verify(day % 10 === 1), told).toEqual([])
    }
  },
  (days + 3) * perDayMs,
)

it('and every difference that is put in by hand is named', async () => {
  const { files } = source.gdac
  source.gdac.spoilIndex = (text) => text
  await mirror.run()
  expect(await mirror.verify(true)).toEqual([])
  const [renamed = '', changed = '', rewritten = '', withdrawn = '', emptied = '', lost = ''] = files.keys()
  const given = (path: string) => files.get(path) ?? { bytes: Buffer.alloc(0), listed: '' }
  const dataset = async (path: string) => {
    const text = `select dataset_id from mirror_files where path = '${path}'`
    return (await readRows<{ dataset_id: number }>(system.database, text))[0]?.dataset_id ?? 0
  }
  const stranger = floatFile({ platform: '6900009', cycles: [1], levels: 5 })
  const fresh = floatFile({ platform: '6900008', cycles: [1], levels: 5 })

  // Of the source: a file that is called otherwise, one of another date, other bytes under the same date.
  files.set('aoml/6900001/profiles/D6900001_999.nc', given(renamed))
  files.delete(renamed)
  files.set(changed, { ...given(changed), listed: '20300101000000' })
  files.set(rewritten, { ...given(rewritten), bytes: fresh.bytes })
  // Of the database: a dataset that was withdrawn, one without its profiles, one that is forgotten, one too many.
  await requestWithdrawal(system.database, { datasets: [await dataset(withdrawn)], because: 'by hand', by: 'test' })
  await readRows(system.database, `delete from profiles where dataset_id = ${await dataset(emptied)}`)
  await readRows(system.database, `update datasets set written_run_id = null where dataset_id = ${await dataset(lost)}`)
  expect((await system.ingest(stranger)).status).toBe('succeeded')
  const isActive = `select is_active from datasets where dataset_id = ${await dataset(withdrawn)}`
  await expect.poll(() => readRows(system.database, isActive)).toEqual([{ is_active: false }])

  const expected = [
    ['extra', renamed],
    ['missing', 'aoml/6900001/profiles/D6900001_999.nc'],
    ['other', changed],
    ['missing', withdrawn],
    ['missing', emptied],
    ['missing', lost],
    ['extra', stranger.name],
  ]
  const named = (findings: readonly { kind: string; path: string }[]) =>
    findings.map(({ kind, path }) => `${kind} ${path}`).sort()
  const asText = (pairs: readonly (readonly string[])[]) => pairs.map((pair) => pair.join(' ')).sort()
  expect(named(await mirror.verify(false))).toEqual(asText(expected))
  expect(named(await mirror.verify(true))).toEqual(asText([...expected, ['other', rewritten]]))
})
