import type { Logger } from '@floatchat/service/logger'

/**
 * Does the work at once and then again and again, with a pause between, which may be another after each; one failure does
 * not end it.
 */
export function repeat(
  name: string,
  everyMs: number | (() => number),
  log: Logger,
  work: () => Promise<void>,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running = run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }

  async function run(): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        `${name} failed; it is tried again later`,
      )
    }
    if (!stopped) {
      const pauseMs = typeof everyMs === 'number' ? everyMs : everyMs()
      timer = setTimeout(() => {
        running = run()
      }, pauseMs)
    }
  }
}
