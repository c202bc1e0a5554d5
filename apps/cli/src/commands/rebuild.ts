import { parseArgs } from 'node:util'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { databaseSettings } from '@floatchat/db/databaseSettings'
import { rebuildProjection } from '@floatchat/projection/rebuildProjection'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import type { Command } from '../Command.ts'
import { commandSettings } from '../commandSettings.ts'
import { withAudit } from '../withAudit.ts'

const schema = z.object({ ...stageSettings, ...databaseSettings })

export const rebuild: Command = {
  summary: 'Folds the state of all jobs anew from the topics, while gateways serve: after a mended projection.',
  usage: 'rebuild [--dry-run]',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { 'dry-run': { type: 'boolean', default: false } } })
    const dryRun = values['dry-run']
    const settings = readSettings(schema, { ...commandSettings(), ...process.env })
    const database = await connectDatabase(settings, { applicationName: 'floatchat-rebuild' })
    try {
      const log = createLogger('rebuild', 'warn')
      const work = () => rebuildProjection({ database, settings, log, dryRun })
      const { events, jobs, files, changed } = await (dryRun ? work() : withAudit(database, 'rebuild', {}, work))
      const done = dryRun ? 'Would rebuild' : 'Rebuilt'
      console.log(`${done} ${jobs} jobs (${files} files, ${events} events), of which ${changed} come out otherwise.`)
    } finally {
      await database.close()
    }
    return 0
  },
}
