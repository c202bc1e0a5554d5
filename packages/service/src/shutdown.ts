import type { Logger } from 'pino'

/** One step of going down, in the order of the list: stop taking work, finish it, close connections. */
export interface ShutdownPhase {
  readonly name: string
  readonly run: () => Promise<void>
}

/**
 * On SIGTERM or SIGINT runs the phases one after the other within `seconds` and exits with 0; with 1
 * where they did not end in time. A second signal exits at once.
 */
export function shutdownOnSignal(phases: readonly ShutdownPhase[], seconds: number, log: Logger): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) {
      log.warn({ signal }, 'second signal: leaving at once')
      process.exit(1)
    }
    stopping = true
    log.info({ signal }, 'stopping')
    const deadline = setTimeout(() => {
      log.error({ seconds }, 'did not stop in time: what was not committed will be handled again')
      process.exit(1)
    }, seconds * 1000)
    deadline.unref()
    runPhases(phases, log).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function runPhases(phases: readonly ShutdownPhase[], log: Logger): Promise<void> {
  for (const { name, run } of phases) {
    const started = performance.now()
    try {
      await run()
    } catch (error) {
      // The later phases still matter: connections are to be closed.
      log.warn({ err: error, phase: name }, 'a phase of stopping failed')
    }
    log.debug({ phase: name, ms: Math.round(performance.now() - started) }, 'phase of stopping done')
  }
}
