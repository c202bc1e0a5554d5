import type { Database } from '@floatchat/db/connectDatabase'
import { floatsToJudge } from '@floatchat/db/neighbours/floatsToJudge'
import { judgeFloat, type NeighbourJudge } from '@floatchat/db/neighbours/judgeFloat'
import type { Logger } from '@floatchat/service/logger'
import { factsOf } from './factsOf.ts'
import { missionJudge } from './judgeMission.ts'
import { judgeNeighbours } from './judgeNeighbours.ts'

/** After this writer was at work. */
const everyMs = 1_000
/** For so long then: by that time all has been quiet for long enough to be judged, but where more comes again and again. */
const awakeMs = 5_000
/** What another instance has left. */
const restMs = 5_000
/** Looked up at once; another instance may judge the same, which changes nothing. */
const floatsAtOnce = 20

export interface NeighbourWatch {
  /** Profiles may have come or gone. */
  kick(): void
  stop(): Promise<void>
}

/** Judges the floats of which a profile came or went, again and again; one failure does not end it. */
export function watchNeighbours(database: Database, off: ReadonlySet<number>, log: Logger): NeighbourWatch {
  const stopping = new AbortController()
  let kickedAt = performance.now()
  let wake: () => void = () => undefined
  const judge: NeighbourJudge = { factsOf, judge: (profiles) => judgeNeighbours(profiles, off), ...missionJudge(off) }
  const running = run()
  return {
    kick() {
      kickedAt = performance.now()
      wake()
    },
    async stop() {
      stopping.abort()
      wake()
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
      await pause(everyMs)
      if (performance.now() - kickedAt > awakeMs) await pause(restMs - everyMs, { untilKicked: true })
    }
  }

  function pause(ms: number, { untilKicked = false } = {}): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        if (!untilKicked && !stopping.signal.aborted) return
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
