import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPostgisTemplate } from '@floatchat/stack/createDatabase'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { startStack } from '@floatchat/stack/startStack'
import { discardStack } from '@floatchat/stack/stopStack'
import { testStackVariable } from '@floatchat/stack/testStack'

const template = 'floatchat_faults_template'

/** Where the suite finds the processes that it stops and kills. */
export const faultsHomeVariable = 'FLOATCHAT_FAULTS_HOME'

/** A stack for the fault suite alone: durable, of processes, since its servers are going to be killed. */
export async function setup(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'floatchat-faults-'))
  const environment = { ...process.env, FLOATCHAT_HOME: home, FLOATCHAT_ANY_PORT: '1', FLOATCHAT_STACK: 'processes' }
  const { variables } = await startStack({ settings: readStackSettings(environment), say: console.error })
  const address = new URL(variables.DATABASE_URL ?? '')
  address.pathname = `/${template}`
  await createPostgisTemplate(address.href)
  process.env[testStackVariable] = JSON.stringify({ ...variables, TEMPLATE_DATABASE: template })
  process.env[faultsHomeVariable] = home
  return () => discardStack(home)
}
