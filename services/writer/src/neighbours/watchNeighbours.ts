import type { Database } from '@floatchat/db/connectDatabase'
import { floatsToJudge } from '@floatchat/db/neighbours/floatsToJudge'
import { judgeFloat, type NeighbourJudge } from '@floatchat/db/neighbours/judgeFloat'
import type { Logger } from '@floatchat/service/logger'
import { factsOf } from './factsOf.ts'
import { missionJudge } from './judgeMission.ts'
import { judgeNeighbours } from './judgeNeighbours.ts'

const everyMs = 1_000
/** Looked up at once; another instance may judge the same, which changes nothing. */
const floatsAtOnce = 20

/** Judges the floats of which a profile came or went, again and again; one failure does not end it. */
export function watchNeighbours(
  database: Database,
  off: ReadonlySet<number>,
  log: Logger,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const judge: NeighbourJudge = { factsOf, judge: (profiles) => judgeNeighbours(profiles, off), ...missionJudge(off) }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        for (const platform of await floatsToJudge(database, floatsAtOnce)) {
          while (!stopping.signal.aborted && !(await judgeFloat(database, platform, judge)));
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log.warn({ reason }, 'floats could not be judged by their neighbours; it is tried again')
      }
      await pause(stopping.signal)
    }
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, everyMs)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
