import { IngestionError } from '@floatchat/contracts/IngestionError'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { createLogger } from '@floatchat/stage/logger'
import { readSettings } from '@floatchat/stage/readSettings'
import { runMain } from '@floatchat/stage/runMain'
import { rebuildProjection } from './projection/rebuildProjection.ts'
import { settings as schema } from './settings.ts'

// `./floatchat rebuild`: folds the jobs anew from the topics while gateways serve; with --dry-run only says what would
// come of it.
await runMain(async () => {
  const dryRun = process.argv.includes('--dry-run')
  const settings = readSettings(schema)
  const log = createLogger('gateway-rebuild', 'warn')
  const database = await connectDatabase(settings, { applicationName: 'floatchat-rebuild' })
  try {
    const { events, jobs, files, changed } = await rebuildProjection({ database, settings, log, dryRun })
    const done = dryRun ? 'Would rebuild' : 'Rebuilt'
    console.log(`${done} ${jobs} jobs (${files} files, ${events} events), of which ${changed} come out otherwise.`)
  } catch (error) {
    if (!(error instanceof IngestionError)) throw error
    console.error(error.message)
    process.exit(1)
  } finally {
    await database.close()
  }
  process.exit(0)
})
