import type { Database } from '@floatchat/db/connectDatabase'
import { type Operations, openOperations } from '@floatchat/operations/openOperations'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { PayloadStore } from '@floatchat/stage/PayloadStore'

/** What the routes for operating the stream share. */
export interface StreamParts {
  readonly database: Database
  readonly settings: StageSettings
  /** Opened at the first request that needs it: the gateway serves uploads without the broker. */
  operations(): Promise<Operations>
  close(): Promise<void>
}

export function streamParts(options: {
  readonly settings: StageSettings
  readonly database: Database
  readonly log: Logger
  readonly payloads: PayloadStore
}): StreamParts {
  let open: Promise<Operations> | undefined
  return {
    database: options.database,
    settings: options.settings,
    async operations() {
      open ??= openOperations(options)
      try {
        return await open
      } catch (error) {
        open = undefined
        throw error
      }
    },
    async close() {
      const operations = await open?.catch(() => undefined)
      await operations?.close()
    },
  }
}
