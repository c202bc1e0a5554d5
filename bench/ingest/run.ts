/**
 * `./floatchat ingest` as a person calls it, beside eight bare connections to the same gateway, turn by turn; then the
 * same folder a second time.
 *
 *   node bench/ingest/run.ts --data FOLDER [--files 1000] [--turns 3]
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchSystem } from './benchSystem.ts'
import { DistinctFiles } from './distinctFiles.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    files: { type: 'string', default: '1000' },
    turns: { type: 'string', default: '3' },
  },
})
if (values.data === undefined) throw new Error('Say with --data where real files are.')
const count = Number(values.files)
const distinct = new DistinctFiles(values.data)
const system = await benchSystem()
try {
  const folder = (name: string) => join(system.home, 'files', name)
  await bare('warm', Math.min(200, count))
  console.log('| turn | bare, files/s | command, files/s | ratio | the same folder again, s |')
  console.log('|---|---|---|---|---|')
  for (let turn = 1; turn <= Number(values.turns); turn += 1) {
    const first = turn % 2 === 1 ? await bare(`bare-${turn}`, count) : undefined
    const { seconds, again } = await commanded(`command-${turn}`)
    const other = first ?? (await bare(`bare-${turn}`, count))
    const ratio = other / seconds
    const rate = (of: number) => (count / of).toFixed(1)
    console.log(`| ${turn} | ${rate(other)} | ${rate(seconds)} | ${ratio.toFixed(2)} | ${again.toFixed(1)} |`)
  }

  async function bare(name: string, files: number): Promise<number> {
    const paths = distinct.make(folder(name), files)
    const began = performance.now()
    await system.upload(paths, 8)
    await system.allEnded()
    return (performance.now() - began) / 1000
  }

  async function commanded(name: string): Promise<{ seconds: number; again: number }> {
    distinct.make(folder(name), count)
    const began = performance.now()
    console.error(await system.command(['ingest', folder(name)]))
    const ended = performance.now()
    console.error(await system.command(['ingest', folder(name)]))
    return { seconds: (ended - began) / 1000, again: (performance.now() - ended) / 1000 }
  }
} finally {
  await system.close()
}
