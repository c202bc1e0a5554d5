import { setTimeout as sleep } from 'node:timers/promises'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { floatFile } from '../src/floatFile.ts'
import { serviceNames } from '../src/openSystem.ts'
import { uploadUntilTaken } from '../src/uploadUntilTaken.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'

const instances = 3
/** A file every so often, whatever happens. */
const everyMs = 250
const cyclesOfFloat = 200
/** Longest that a file may take, seconds: a rebalance takes a second or two on an idle machine. */
const patience = 20

let system: FaultySystem
beforeAll(async () => {
  system = await openFaultySystem('rolling', {
    scale: Object.fromEntries(serviceNames.map((name) => [name, instances])),
  })
}, 600_000)
afterAll(() => system?.close())

/** Seconds from the upload of each file to its end, while the work is done. */
async function waits(from: number, work: () => Promise<void>): Promise<number[]> {
  let over = false
  const done = work().finally(() => {
    over = true
  })
  const files: Promise<number>[] = []
  for (let cycle = from; !over; cycle += 1) {
    const began = performance.now()
    const platform = String(5_900_800 + Math.floor(cycle / cyclesOfFloat))
    const file = floatFile({ platform, cycles: [(cycle % cyclesOfFloat) + 1], levels: 50 })
    const ended = uploadUntilTaken(system, file).then(async ({ job_id }) => {
      expect((await system.ended(job_id, 150)).status).toBe('succeeded')
      return (performance.now() - began) / 1000
    })
    // Awaited below; until then its failure must not count as unhandled.
    ended.catch(() => undefined)
    files.push(ended)
    await sleep(everyMs)
  }
  await done
  return (await Promise.all(files)).sort((a, b) => a - b)
}

it(`each of ${instances} instances of each service is restarted in turn`, async () => {
  const rows: string[] = []
  const report = (what: string, seconds: readonly number[]) => {
    const at = (share: number) => seconds[Math.floor(share * (seconds.length - 1))]?.toFixed(2)
    rows.push(`| ${what} | ${seconds.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`)
  }
  report('nothing', await waits(1, () => sleep(15_000)))
  let from = 1_000
  const all: number[] = []
  for (const name of serviceNames) {
    const seconds = await waits(from, async () => {
      for (const instance of system.instances.filter(({ service }) => service === name)) {
        expect(await instance.end('SIGTERM')).toBe(0)
        instance.start()
        await instance.ready()
      }
    })
    from += 1_000
    all.push(...seconds)
    report(`${instances} of the ${name}`, seconds)
  }
  console.log(
    `| restarted in turn | files | median, s | p95, s | longest, s |\n|---|---:|---:|---:|---:|\n${rows.join('\n')}`,
  )
  expect(await findDeadLetters(system.database.pool, { status: 'open' })).toEqual([])
  expect(Math.max(...all)).toBeLessThan(patience)
}, 1_800_000)
