/**
 * The long fuzz run: `node test/fuzz/run.ts [--inputs 10000] [--seed 1] [--only classic|hdf5|zip] [--folder DIR]`.
 *
 * Ends with a table of outcomes and the slowest inputs. An input that breaks the promise is kept, compressed,
 * in test/fuzz/failed, where the tests take it up.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { Hdf5Workers } from '../../src/netcdf/hdf5/Hdf5Workers.ts'
import { judge } from './judge.ts'
import { judgeZip, zipOf } from './judgeZip.ts'
import { mutate, seeded } from './mutate.ts'
import { readSeeds } from './seeds.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    folder: { type: 'string', default: join(tmpdir(), 'floatchat-fuzz') },
  },
})
const slowMs = 1000
const inputs = Number(values.inputs)
const kind = values.only
const files = readSeeds()
const zips = [
  {
    name: 'zip',
    bytes: await zipOf(Object.fromEntries(files.slice(0, 4).map((each) => [`${each.name}.nc`, each.bytes]))),
  },
]
const seeds = kind === 'zip' ? zips : files.filter((each) => kind === undefined || each.isHdf5 === (kind === 'hdf5'))
const workers = new Hdf5Workers(1)
const outcomes = new Map<string, number>()
const slow: { readonly computing: number; readonly line: string }[] = []
let slowByClock = 0
let failures = 0
mkdirSync(values.folder, { recursive: true })

for (let number = 0; number < inputs; number += 1) {
  const random = seeded(Number(values.seed) * 1_000_003 + number)
  const seed = seeds[random(seeds.length)]
  if (seed === undefined) break
  const bytes = mutate(seed.bytes, random)
  try {
    const path = join(values.folder, kind === 'zip' ? 'input.zip' : 'input.nc')
    const { outcome, milliseconds, computing } = await (kind === 'zip'
      ? judgeZip(bytes, path)
      : judge(bytes, path, workers))
    const key = `${kind ?? 'any'} ${outcome}`
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
    if (milliseconds > slowMs) slowByClock += 1
    if (computing > slowMs) {
      const times = `${Math.round(computing)} ms of computing, ${Math.round(milliseconds)} ms by the clock`
      slow.push({ computing, line: `input ${number} of ${seed.name}: ${times}, ${outcome}` })
    }
  } catch (error) {
    failures += 1
    const path = join(import.meta.dirname, 'failed', `seed${values.seed}-${number}.nc.gz`)
    writeFileSync(path, gzipSync(bytes))
    console.log(`input ${number} of ${seed.name} broke the promise, kept as ${path}:`, error)
  }
  if ((number + 1) % 1000 === 0)
    console.log(`${number + 1} inputs, ${failures} failures, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`)
}
console.table([...outcomes].sort().map(([outcome, count]) => ({ outcome, count })))
console.log(
  `${inputs} inputs, ${failures} broke the promise, ${slow.length} computed for more than ${slowMs} ms, ${slowByClock} took longer by the clock, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
)
for (const { line } of slow.toSorted((a, b) => b.computing - a.computing).slice(0, 20)) console.log(line)
process.exit(failures === 0 ? 0 : 1)
