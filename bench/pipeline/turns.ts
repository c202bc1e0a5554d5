/**
 * Two states of this project beside each other: both up at the same time, a run of each in turn, and the one whose turn
 * it is not stands still (SIGSTOP), so that what it does at rest is not counted as the other's.
 *
 *   node bench/pipeline/turns.ts --before FOLDER --data FOLDER [--scenario d] [--pairs 14]
 *     FOLDER before: a checkout of the other state with its dependencies installed
 *
 * More than 1 is in favour of this state.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { descendants } from '../ProcessMeter.ts'
import type { Turn } from './onTurn.ts'

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    data: { type: 'string' },
    scenario: { type: 'string', default: 'd' },
    pairs: { type: 'string', default: '14' },
  },
})
if (values.before === undefined || values.data === undefined)
  throw new Error('Say where the other state and the files are: --before FOLDER --data FOLDER.')
const data = resolve(values.data)

const now = await start(resolve(import.meta.dirname, '../..'))
const before = await start(resolve(values.before))
try {
  // The first of each is not counted: what only this scenario runs is compiled, its files come into the page cache.
  await turnOf(now, before)
  await turnOf(before, now)
  console.log('| before, s | now, s | ratio | before, CPU s | now, CPU s | ratio |\n|---|---|---|---|---|---|')
  const ratios: { seconds: number; cpu: number }[] = []
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    // Now the one first, now the other, so that neither always comes after the other.
    const first = pair % 2 === 0 ? await turnOf(now, before) : undefined
    const other = await turnOf(before, now)
    const own = first ?? (await turnOf(now, before))
    const ratio = { seconds: other.seconds / own.seconds, cpu: other.cpu / own.cpu }
    ratios.push(ratio)
    const cells = [other.seconds, own.seconds, ratio.seconds, other.cpu, own.cpu, ratio.cpu]
    console.log(`| ${cells.map((cell) => cell.toFixed(2)).join(' | ')} |`)
  }
  const middle = (of: 'seconds' | 'cpu') => ratios.map((one) => one[of]).toSorted((a, b) => a - b)[ratios.length >> 1]
  console.log(`\nin the middle: ${middle('seconds')?.toFixed(2)} by the clock, ${middle('cpu')?.toFixed(2)} of CPU`)
} finally {
  await Promise.all([now, before].map(end))
}

async function start(folder: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'onTurn.ts'), [folder, data], { cwd: folder, stdio: 'inherit' })
  await answerOf(child)
  return child
}

async function turnOf(child: ChildProcess, other: ChildProcess): Promise<Turn> {
  const still = descendants(other.pid ?? 0)
  signal(still, 'SIGSTOP')
  try {
    child.send(values.scenario)
    return await answerOf(child)
  } finally {
    signal(still, 'SIGCONT')
    // What has stood still sends its heartbeats and looks at its clocks.
    await sleep(1_500)
  }
}

/** @throws where the child ends instead. */
async function answerOf(child: ChildProcess): Promise<Turn> {
  const over = new AbortController()
  const { signal } = over
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${child.spawnargs.at(-2)} has ended: what it said stands above.`)
  })
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer as Turn
  } finally {
    over.abort()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.send('end')
  await once(child, 'exit')
}

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It has just ended.
    }
  }
}
