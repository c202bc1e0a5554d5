import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FloatFactory } from './FloatFactory.ts'
import type { Sample, ScaleSystem } from './scaleSystem.ts'

interface IngestOptions {
  readonly home: string
  /** Levels that are to be in the database. */
  readonly levels: number
  /** When to stop in any case, milliseconds since 1970. */
  readonly until: number
  readonly atOnce: number
  /** Is called once, after the first million levels. */
  readonly afterFirstMillion: () => Promise<void>
}

/** Rounds on their way at the same time: enough that no stage waits for the next, few enough to stop soon. */
const roundsUnderWay = 4

/** Sends round after round until there are so many levels, and gives what was seen every five seconds. */
export async function ingestLevels(
  system: ScaleSystem,
  factory: FloatFactory,
  { home, levels, until, atOnce, afterFirstMillion }: IngestOptions,
): Promise<Sample[]> {
  const samples: Sample[] = []
  let over = false
  const sampling = (async () => {
    while (!over) {
      const sample = await system.sample()
      samples.push(sample)
      appendFileSync(join(home, 'samples.ndjson'), `${JSON.stringify(sample)}\n`)
      await sleep(5_000)
    }
  })()
  let asked = false
  for (let round = 0; Date.now() < until; round += 1) {
    const now = samples.at(-1)?.levels ?? 0
    if (now >= levels) break
    if (!asked && now >= 1_000_000) {
      asked = true
      await settled(system, 0)
      await afterFirstMillion()
    }
    const folder = join(home, 'files', String(round))
    await system.upload(factory.makeRound(folder), atOnce)
    rmSync(folder, { recursive: true })
    await settled(system, factory.filesOfRound * roundsUnderWay)
  }
  await settled(system, 0)
  over = true
  await sampling
  samples.push(await system.sample())
  return samples
}

async function settled(system: ScaleSystem, atMost: number): Promise<void> {
  while ((await system.openJobs()) > atMost) await sleep(250)
}
