import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { reportErrors } from '@floatchat/service/reportErrors'
import { runMain } from '@floatchat/service/runMain'
import { shutdownOnSignal } from '@floatchat/service/shutdown'
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
