import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'slonik'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { GdacFiles, LoopbackGdac } from '../src/mirror/LoopbackGdac.ts'
import type { System } from '../src/openSystem.ts'
import { ServiceProcess } from '../src/ServiceProcess.ts'

/** The files of a source: three floats of sixty cycles each. */
export const mirroredFiles = ['5900501', '5900502', '5900503'].flatMap((platform) =>
  cycleRange(1, 60).map((cycle) => ({ platform, ...floatFile({ platform, cycles: [cycle], levels: 50 }) })),
)

/** Two mirrors of a source that never rests, and who of them leads. */
export interface Mirrors {
  readonly source: LoopbackGdac
  /** The one that leads; waits until one does. */
  leader(): Promise<ServiceProcess>
  /** How many of its files are in the database. */
  held(): Promise<number>
  close(): Promise<void>
}

export async function openMirrors({ env, database }: System): Promise<Mirrors> {
  const gdac = new GdacFiles()
  for (const { platform, name, bytes } of mirroredFiles) {
    gdac.files.set(`aoml/${platform}/profiles/${name}`, { bytes, listed: '20240507000000' })
  }
  const source = await new LoopbackGdac(gdac).start()
  const settings = { MIRROR_SOURCE: source.url, MIRROR_EVERY_MINUTES: '0.02', MIRROR_AT_ONCE: '1' }
  const mirrors = [1, 2].map(() => new ServiceProcess('mirror', { ...env, ...settings }))
  for (const mirror of mirrors) mirror.start()
  for (const mirror of mirrors) await mirror.ready()
  return {
    source,
    async leader() {
      let found: ServiceProcess | undefined
      await eventually(async () => {
        for (const mirror of mirrors) {
          const metrics = await mirror.metrics().catch(() => '')
          if (/^floatchat_mirror_leads(\{.*\})? 1$/m.test(metrics)) found = mirror
        }
        if (found === undefined) throw new Error('no mirror leads')
      }, 120)
      if (found === undefined) throw new Error('no mirror leads')
      return found
    },
    held: () =>
      database.pool.oneFirst(
        sql.type(z.object({ n: z.coerce.number() }))`select count(*) as n from mirror_files where state = 'held'`,
      ),
    async close() {
      await Promise.all(mirrors.map((mirror) => mirror.end('SIGKILL')))
      await source.stop()
    },
  }
}

/** Resolves when the source has been asked so many times more. */
export async function askedAgain(source: LoopbackGdac, times: number): Promise<void> {
  const before = source.requests
  while (source.requests < before + times) await sleep(5)
}
