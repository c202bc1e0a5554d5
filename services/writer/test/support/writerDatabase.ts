import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { type KeptRows, keepRows } from '@floatchat/db/test/support/keepRows'
import { testEnvironment } from '@floatchat/stack/testStack'
import { settings as schema, type WriterSettings } from '../../src/settings.ts'
import { writerConnection } from '../../src/writerConnection.ts'

export interface WriterDatabase {
  readonly database: Database
  readonly settings: ReturnType<typeof settingsFor>
  /** One more pool to the same database, as another instance of the writer has one. */
  another(overrides?: Partial<WriterSettings>): Promise<Database>
  /** The rows of a query given as text. */
  readonly rows: KeptRows['rows']
  /** Empties the tables of data and datasets. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** A migrated database of the suite's own. */
export async function writerDatabase(name: string, overrides: Partial<WriterSettings> = {}): Promise<WriterDatabase> {
  const environment = await testEnvironment(name)
  await migrate(environment.databaseUrl)
  const settings = settingsFor(environment.databaseUrl, overrides)
  const database = await connectDatabase(...writerConnection(settings))
  const others: Database[] = []
  const kept = keepRows(database)
  return {
    database,
    settings,
    async another(more = {}) {
      const other = await connectDatabase(...writerConnection({ ...settings, ...more }))
      others.push(other)
      return other
    },
    rows: kept.rows,
    clear: () => clearTables(database),
    async close() {
      await kept.close()
      for (const one of [database, ...others]) await one.close()
      await environment.close()
    },
  }
}

function settingsFor(url: string, overrides: Partial<WriterSettings>) {
  return { ...schema.parse({ DATABASE_URL: url }), ...overrides }
}
