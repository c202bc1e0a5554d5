import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cycleRange, floatFile } from '../floatFile.ts'
import type { Job, System } from '../openSystem.ts'
import type { Heavy } from './heavyFiles.ts'
import { makeHeavy } from './makeHeavy.ts'

export interface BehindHeavy {
  /** The jobs of the heavy files, ended. */
  readonly heavy: readonly Job[]
  /** Those of eight small files sent right behind them. */
  readonly good: readonly Job[]
  /** Seconds from the upload of the last good file to the end of the last of their jobs. */
  readonly goodSeconds: number
  /** Seconds to the end of the last heavy job. */
  readonly heavySeconds: number
  /** Services that left their group and came back meanwhile. */
  readonly thrownOut: readonly string[]
  /** Highest resident memory so far, MiB, by service. */
  readonly peaks: Readonly<Record<string, number>>
}

let passage = 0

/** Sends heavy files and, right behind them, eight good ones, and follows all to their ends. */
export async function behindHeavy(system: System, files: readonly Heavy[], seconds: number): Promise<BehindHeavy> {
  passage += 1
  const made = await Promise.all(files.map((file, index) => makeHeavy(file, String(5_920_000 + 10 * passage + index))))
  const small = cycleRange(1, 8).map((cycle) =>
    floatFile({ platform: String(5_910_000 + passage), cycles: [cycle], levels: 100 }),
  )
  const before = assignments(system)
  const began = Date.now()
  const heavyJobs: string[] = []
  for (const file of made) heavyJobs.push((await system.upload(file)).job_id)
  await sleep(200)
  const goodJobs = await Promise.all(small.map(async (file) => (await system.upload(file)).job_id))
  const sent = Date.now()
  const good = await Promise.all(goodJobs.map((job) => system.ended(job, seconds, 100)))
  const goodSeconds = (Date.now() - sent) / 1000
  const heavy = await Promise.all(heavyJobs.map((job) => system.ended(job, seconds, 200)))
  const heavySeconds = (Date.now() - began) / 1000
  const after = assignments(system)
  const thrownOut = [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name)
  return { heavy, good, goodSeconds, heavySeconds, thrownOut, peaks: peaks(system) }
}

/** How often each instance was given its partitions, by its log. */
function assignments(system: System): Map<string, number> {
  const stages = system.instances.filter(({ service }) => service !== 'gateway')
  return new Map(
    // The gateway is ready before its projection has joined: uploads do not wait for that.
    stages.map((instance) => [instance.logFile, instance.log.split('member of the group').length - 1]),
  )
}

function peaks(system: System): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { service, pid } of system.instances) {
    const [, kibibytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    found[service] = Math.max(found[service] ?? 0, Math.round(Number(kibibytes) / 1024))
  }
  return found
}
