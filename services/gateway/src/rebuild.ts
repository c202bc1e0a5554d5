import { connectDatabase } from '@floatchat/db/connectDatabase'
import { createLogger } from '@floatchat/stage/logger'
import { readSettings } from '@floatchat/stage/readSettings'
import { runMain } from '@floatchat/stage/runMain'
import { rebuildProjection } from './projection/rebuildProjection.ts'
import { settings as schema } from './settings.ts'

// The command that folds the jobs anew from the topics while gateways serve:
//   node services/gateway/src/rebuild.ts
await runMain(async () => {
  const settings = readSettings(schema)
  const log = createLogger('gateway-rebuild', settings.LOG_LEVEL)
  const database = await connectDatabase(settings, { applicationName: 'floatchat-rebuild' })
  try {
    const { events, jobs, files } = await rebuildProjection({ database, settings, log })
    console.log(`Rebuilt ${jobs} jobs with ${files} files from ${events} events.`)
  } finally {
    await database.close()
  }
  process.exit(0)
})
