import { applyRoles } from '@floatchat/db/applyRoles'
import { migrate } from '@floatchat/db/migrate'
import { type Command, UsageError } from '../Command.ts'
import { streamSettings } from '../stream/streamSettings.ts'

export const database: Command = {
  summary: 'Brings the tables to the newest schema (migrate), or makes the roles of packages/db/roles.sql (roles).',
  usage: 'database migrate|roles',
  run: async ([verb]) => {
    const { DATABASE_URL, DATABASE_DIRECT_URL } = streamSettings()
    const url = DATABASE_DIRECT_URL ?? DATABASE_URL
    if (verb === 'roles') {
      await applyRoles(url)
      console.log('The roles are what packages/db/roles.sql says.')
      return 0
    }
    if (verb !== 'migrate') throw new UsageError('database is followed by migrate or roles.')
    const { applied } = await migrate(url)
    console.log(applied.length === 0 ? 'The tables are at the newest schema.' : `Applied ${applied.join(', ')}.`)
    return 0
  },
}
