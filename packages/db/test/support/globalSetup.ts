import { createDatabase, dropDatabase } from '@floatchat/stack/createDatabase'
import { testStackVariable } from '@floatchat/stack/testStack'
import { migrate } from '../../src/migrate.ts'

const name = 'floatchat_test_migrated'

/**
 * Migrates one database for all suites, which have copies of it: to migrate takes some six times as long as to copy and
 * to find nothing to migrate. To be run after the stack's own setup.
 */
export async function setup(): Promise<void> {
  const stack = JSON.parse(process.env[testStackVariable] ?? '{}') as Readonly<Record<string, string>>
  const { DATABASE_URL: url = '', TEMPLATE_DATABASE: template } = stack
  const address = new URL(url)
  address.pathname = `/${name}`
  // A stack that was kept has that of another day.
  await dropDatabase(address.href)
  await createDatabase(address.href, template)
  await migrate(address.href)
  process.env[testStackVariable] = JSON.stringify({ ...stack, MIGRATED_DATABASE: name })
}
