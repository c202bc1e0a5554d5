/**
 * One of the two states that `turns.ts` holds beside each other: starts the system of its folder, and runs a scenario
 * whenever it is told its name.
 */
import { on } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Seconds from the upload to succeeded, and CPU seconds of services and servers. */
export interface Turn {
  readonly seconds: number
  readonly cpu: number
}

const [folder = '', data = ''] = process.argv.slice(2)
// The bench of that state, whose system it starts; the names used here were the same in all of them so far.
const of = (name: string) => import(pathToFileURL(join(folder, 'bench/pipeline', name)).href)
const { ourSystem }: typeof import('./ourSystem.ts') = await of('ourSystem.ts')
const { scenarios }: typeof import('./scenarios.ts') = await of('scenarios.ts')

const ours = await ourSystem({ parser: 1, cleaner: 1, writer: 1, summarizer: 1 })
try {
  process.send?.(await run('b'))
  for await (const [name] of on(process, 'message', { close: ['disconnect'] })) {
    if (name === 'end') break
    process.send?.(await run(String(name)))
  }
} finally {
  await ours.close()
}
if (process.connected) process.disconnect()

async function run(name: string): Promise<Turn> {
  const scenario = scenarios.find((one) => one.name === name)
  if (scenario === undefined) throw new Error(`${folder} has no scenario '${name}'`)
  const { seconds, cpu } = await ours.run(scenario, data)
  return { seconds, cpu: Object.values(cpu).reduce((sum, each) => sum + each, 0) }
}
