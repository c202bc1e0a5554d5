import { createLogger } from '@floatchat/stage/logger'
import { readSettings } from '@floatchat/stage/readSettings'
import { reportErrors } from '@floatchat/stage/reportErrors'
import { runMain } from '@floatchat/stage/runMain'
import { shutdownOnSignal } from '@floatchat/stage/shutdown'
import { settings as schema } from './settings.ts'
import { startGateway } from './startGateway.ts'

/** The gateway as a process: settings, log, everything connected, until SIGTERM. */
export function serve(): Promise<void> {
  return runMain(async () => {
    const settings = readSettings(schema)
    const log = createLogger('gateway', settings.LOG_LEVEL)
    await reportErrors(settings, 'gateway')
    const gateway = await startGateway(settings, log)
    shutdownOnSignal(gateway.phases, settings.SHUTDOWN_SECONDS, log)
  })
}
