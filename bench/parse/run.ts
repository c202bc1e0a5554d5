/**
 * The parser against netCDF4-python, file by file in the same minutes: `node run.ts --data DIR [--python PYTHON]
 * [--rounds 5]`. README.md says how the files are made. Prints the table of README.md.
 *
 * Both sides run by turns, each as a process of its own that reads the file several times: the first reading counts
 * as cold, the least of the others as warm, which is what a service is that has been running. Of all rounds the least counts,
 * since what disturbs a run only ever adds to it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Measured {
  readonly runs: readonly { readonly wall: number; readonly cpu: number }[]
  readonly profiles: number
  readonly values: number
  readonly rssMiB: number
}

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '5' },
  },
})
const cases = [
  ['core 300 × 1,000, classic', 'core.nc'],
  ['BGC 150 × 1,500, classic', 'bgc.nc'],
  ['core 300 × 1,000, deflated NetCDF-4', 'core.nc4'],
  ['core 21,700 × 1,000, classic of 1 GB', 'large.nc'],
] as const

/** The line that one side prints. It is killed then: Node 24 can hang at its end (nodejs/node#54918). */
async function side(command: string, script: string, file: string, times: number): Promise<Measured> {
  const arguments_ = [join(import.meta.dirname, script), file, String(times)]
  const child = spawn(command, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] })
  let line = ''
  for await (const chunk of child.stdout) {
    line += chunk
    if (line.endsWith('\n')) break
  }
  if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
  return JSON.parse(line)
}

console.log('| file | MB | | cold ms | warm ms | warm CPU ms | peak RSS MiB |')
console.log('|---|---|---|---|---|---|---|')
for (const [name, filename] of cases) {
  const file = join(options.data, filename)
  if (!existsSync(file)) continue
  const megabytes = statSync(file).size / 1e6
  const rounds = megabytes > 500 ? Math.min(2, Number(options.rounds)) : Number(options.rounds)
  const times = megabytes > 500 ? 2 : 10
  const ours: Measured[] = []
  const theirs: Measured[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await side(process.execPath, 'parseFile.ts', file, times))
    theirs.push(await side(options.python, 'parse_file.py', file, times))
  }
  const [a, b] = [ours[0], theirs[0]]
  if (a?.profiles !== b?.profiles || a?.values !== b?.values)
    throw new Error(`${name}: the two sides do not read the same`)
  const least = (all: readonly Measured[], pick: 'cold' | 'warm', what: 'wall' | 'cpu') =>
    Math.min(...all.flatMap(({ runs }) => (pick === 'cold' ? runs.slice(0, 1) : runs.slice(1)).map((run) => run[what])))
  const row = (label: string, all: readonly Measured[]) => {
    const figures = [least(all, 'cold', 'wall'), least(all, 'warm', 'wall'), least(all, 'warm', 'cpu')].map(Math.round)
    console.log(`| ${label} | ${figures.join(' | ')} | ${Math.min(...all.map((each) => each.rssMiB))} |`)
    return figures
  }
  const mine = row(`${name} | ${megabytes.toFixed(0)} | parser`, ours)
  const other = row('| | netCDF4-python', theirs)
  console.log(
    `| | | **ratio** | ${mine.map((each, index) => `**${(each / (other[index] ?? Number.NaN)).toFixed(2)}**`).join(' | ')} | |`,
  )
}
