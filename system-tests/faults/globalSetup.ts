import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { choosePort } from '@floatchat/stack/choosePort'
import { createPostgisTemplate } from '@floatchat/stack/createDatabase'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { startStack } from '@floatchat/stack/startStack'
import { discardStack } from '@floatchat/stack/stopStack'
import { testStackVariable } from '@floatchat/stack/testStack'

const template = 'floatchat_faults_template'
const homeVariable = 'FLOATCHAT_FAULTS_HOME'

/** The port that the broker names to its clients: where the network stands that the suite cuts. */
export const brokerPortVariable = 'FLOATCHAT_KAFKA_ADVERTISED_PORT'

/** The environment in which the suite's servers are started, the first time and again. */
export function faultsEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    FLOATCHAT_HOME: process.env[homeVariable],
    FLOATCHAT_ANY_PORT: '1',
    FLOATCHAT_STACK: 'processes',
  }
}

/** A stack for the fault suite alone: durable, of processes, since its servers are going to be killed. */
export async function setup(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'floatchat-faults-'))
  process.env[homeVariable] = home
  process.env[brokerPortVariable] = String(await choosePort([], new Set()))
  const { variables } = await startStack({ settings: readStackSettings(faultsEnvironment()), say: console.error })
  const address = new URL(variables.DATABASE_URL ?? '')
  address.pathname = `/${template}`
  await createPostgisTemplate(address.href)
  process.env[testStackVariable] = JSON.stringify({ ...variables, TEMPLATE_DATABASE: template })
  return () => discardStack(home)
}
