import { setTimeout as sleep } from 'node:timers/promises'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
  const jobs = await Promise.all(source.held().map((file) => reference.upload(file)))
  for (const { job_id } of jobs) expect((await reference.ended(job_id)).status).toBe('succeeded')
  return reference.digest()
}

/** The service, killed somewhere in the middle of what it does. */
async function killedRun(): Promise<void> {
  const settings = { MIRROR_SOURCE: `${first.url},${second.url}`, MIRROR_GRACE_HOURS: '0', MIRROR_TRIES: '2' }
  const service = await ServiceProcess.create('mirror', { ...system.env, ...settings, MIRROR_AT_ONCE: '2' })
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
