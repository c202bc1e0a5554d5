import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPostgisTemplate } from './createDatabase.ts'
import { readStackSettings } from './stackSettings.ts'
import { startStack } from './startStack.ts'
import { discardStack } from './stopStack.ts'
import { testStackVariable } from './testStack.ts'

const say = (sentence: string): void => console.error(sentence)
const template = 'floatchat_test_template'

/**
 * Vitest's global setup: one stack for the whole run, thrown away after it. Where FLOATCHAT_TEST_HOME names a
 * data folder, its stack is used and left running, which makes a second run quick. Parts whose addresses
 * stand in the environment are used as they are.
 */
export async function setup(): Promise<() => Promise<void>> {
  const kept = process.env.FLOATCHAT_TEST_HOME
  const home = kept || mkdtempSync(join(tmpdir(), 'floatchat-test-'))
  // Its own ports, whatever a developer's stack has taken or takes later.
  const environment = { ...process.env, FLOATCHAT_HOME: home, FLOATCHAT_ANY_PORT: '1' }
  const stop = async (): Promise<void> => (kept ? undefined : discardStack(home))
  try {
    const { variables } = await startStack({ settings: readStackSettings(environment), say, durable: false })
    const address = new URL(variables.DATABASE_URL ?? '')
    address.pathname = `/${template}`
    await createPostgisTemplate(address.href)
    process.env[testStackVariable] = JSON.stringify({ ...variables, TEMPLATE_DATABASE: template })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
