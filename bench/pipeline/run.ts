/**
 * The whole pipeline from upload to succeeded, beside the Python design that it replaces: both on this
 * machine, turn by turn, scenario by scenario.
 *
 *   node bench/pipeline/run.ts [--scenarios a,b,c] [--runs 3] [--instances 1]
 *     [--python FOLDER --work FOLDER]   the Python design's scripts, and its data folder after install.sh
 *     [--data FOLDER]                   the files alone, where the Python design is left out
 */
import { parseArgs } from 'node:util'
import { pipeline } from '@floatchat/contracts/pipeline'
import { type Measured, ourSystem } from './ourSystem.ts'
import { type PythonRun, pythonDesign } from './pythonDesign.ts'
import { scenarios } from './scenarios.ts'

const { values } = parseArgs({
  options: {
    scenarios: {
      type: 'string',
      default: scenarios.flatMap(({ name, onlyIfNamed }) => (onlyIfNamed ? [] : [name])).join(','),
    },
    runs: { type: 'string', default: '3' },
    instances: { type: 'string', default: '1' },
    python: { type: 'string' },
    work: { type: 'string' },
    data: { type: 'string' },
  },
})
const runs = Number(values.runs)
const instances = Number(values.instances)
const python = values.python && values.work ? pythonDesign(values.python, values.work) : undefined
const data = values.data ?? python?.data
if (data === undefined) throw new Error('Say where the files are: --data, or --python and --work.')

const chosen = values.scenarios.split(',').map((name) => {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found === undefined) throw new Error(`there is no scenario '${name}'`)
  return found
})
const scale = Object.fromEntries(pipeline.flatMap(({ name }) => (name === 'gateway' ? [] : [[name, instances]])))
const ours = await ourSystem(scale)
try {
  python?.start(instances === 1 ? 'solo' : 'prefork2')
  // Both warm: code compiled, connections open.
  for (const name of ['a', 'b']) {
    const warm = scenarios.find((scenario) => scenario.name === name)
    if (warm !== undefined) await ours.run(warm, data)
  }
  python?.run('a')
  console.log(`instances of each stage: ${instances}; medians of ${runs}, after one that is not counted\n`)
  console.log(
    '| | ours, s | rows/s | files/s | Python, s | ratio | CPU s: ours | Python | peak MiB | Python | by stage, s |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  for (const scenario of chosen) {
    const mine: Measured[] = []
    const theirs: PythonRun[] = []
    // The first of each is not counted: what only this scenario runs is compiled, its files come into the page cache.
    for (let run = 0; run <= runs; run++) {
      const measured = await ours.run(scenario, data)
      const other = scenario.onlyIfNamed ? undefined : python?.run(scenario.name)
      if (run === 0) continue
      mine.push(measured)
      if (other !== undefined) theirs.push(other)
    }
    console.log(row(scenario.title, mine, theirs))
  }
} finally {
  await ours.close()
  python?.stop()
}

function row(title: string, mine: Measured[], theirs: PythonRun[]): string {
  const middle = mine.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(mine.length / 2)]
  if (middle === undefined) return ''
  const { seconds, rows, files, cpu, peakMib, stages } = middle
  const other = theirs.length === 0 ? undefined : median(theirs.map(({ e2e }) => e2e))
  const list = (record: Readonly<Record<string, number>>, digits: number) =>
    Object.entries(record)
      .map(([name, value]) => `${name} ${value.toFixed(digits)}`)
      .join(', ')
  const total = Object.values(cpu).reduce((sum, value) => sum + value, 0)
  const cells = [
    title,
    `${seconds.toFixed(3)} (${Math.min(...mine.map((run) => run.seconds)).toFixed(3)}–${Math.max(...mine.map((run) => run.seconds)).toFixed(3)})`,
    Math.round(rows / seconds).toLocaleString('en'),
    (files / seconds).toFixed(1),
    other?.toFixed(2) ?? '–',
    other === undefined ? '–' : `${(other / seconds).toFixed(1)} ×`,
    `${total.toFixed(2)} (${list(cpu, 2)})`,
    theirs.length === 0 ? '–' : median(theirs.map(({ worker_cpu, pg_cpu }) => worker_cpu + pg_cpu)).toFixed(2),
    list(peakMib, 0),
    theirs.length === 0 ? '–' : median(theirs.map(({ rss_mb }) => rss_mb)).toFixed(0),
    list(stages, 2),
  ]
  return `| ${cells.join(' | ')} |`
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
