import type { Logger } from '@floatchat/service/logger'

/** Does the work at once and then again and again, with a pause between; one failure does not end it. */
export function repeat(
  name: string,
  everyMs: number,
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
      timer = setTimeout(() => {
        running = run()
      }, everyMs)
    }
  }
}
