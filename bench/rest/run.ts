/**
 * What the services use while nothing is sent: processor time and wakes of each over some quiet seconds. A mirror of an
 * empty folder stands beside them and is counted apart.
 *
 *   node bench/rest/run.ts [seconds = 60] [seconds to settle before = 20]
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProcessMeter } from '../ProcessMeter.ts'
import { startBenchSystem } from '../startBenchSystem.ts'

const seconds = Number(process.argv[2] ?? 60)
const settleSeconds = Number(process.argv[3] ?? 20)

const home = mkdtempSync(join(tmpdir(), 'floatchat-rest-'))
const system = await startBenchSystem({ home, settings: { MIRROR_SOURCE: mkdtempSync(join(home, 'mirrored-')) } })
try {
  await sleep(settleSeconds * 1000)
  const meters = system.instances.map(({ service, process: { pid } }) => ({
    service,
    pid,
    meter: new ProcessMeter(pid),
  }))
  const look = () => meters.map(({ pid, meter }) => ({ cpu: meter.cpuSeconds(), wakes: wakesOf(pid) }))
  const before = look()
  const started = performance.now()
  await sleep(seconds * 1000)
  const took = (performance.now() - started) / 1000
  const after = look()

  console.log(`${seconds} s; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`)
  console.log('| | share of a core | wakes a second |\n|---|---:|---:|')
  let together = 0
  for (const [index, { service }] of meters.entries()) {
    const [from, to] = [before[index], after[index]]
    if (from === undefined || to === undefined) continue
    const share = (to.cpu - from.cpu) / took
    if (service !== 'mirror') together += share
    console.log(`| ${service} | ${percent(share)} | ${((to.wakes - from.wakes) / took).toFixed(0)} |`)
  }
  console.log(`| together, without the mirror | ${percent(together)} | |`)
} finally {
  await system.close()
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

/** How often the main thread of a process has slept so far, and so was woken. */
function wakesOf(pid: number): number {
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
}
