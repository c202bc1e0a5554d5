import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Command, UsageError } from '@floatchat/cli/Command'
import { commandSettings } from '@floatchat/cli/commandSettings'
import { stopSignal } from '@floatchat/cli/stopSignal'
import { choosePort } from '@floatchat/stack/choosePort'
import { stopProcess } from '@floatchat/stack/stopProcess'
import { type Service, services } from '../system/services.ts'
import { startServices } from '../system/startServices.ts'
import { readSystemState } from '../system/systemState.ts'

export const run: Command = {
  summary:
    'Runs one service here, in place of what `up --detach` started of it, while the others run; with --inspect under a debugger, with --watch again after each change.',
  usage: 'run SERVICE [--inspect] [--watch]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { inspect: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
    })
    const service = services.find(({ name }) => name === positionals[0])
    if (service === undefined || positionals.length > 1) {
      throw new UsageError(`The services are ${services.map(({ name }) => name).join(', ')}.`)
    }
    const settings = commandSettings()
    const home = settings.FLOATCHAT_HOME ?? ''
    const system = readSystemState(home)
    if (system === undefined) throw new Error('Nothing runs that it could work with: ./floatchat up --detach first.')
    const instances = system.instances.filter((instance) => instance.service === service.name)
    await Promise.all(instances.map(({ process: own }) => stopProcess(own)))
    const code = await inForeground(service, values, {
      ...settings,
      ...process.env,
      ...system.variables,
      HEALTH_PORT: String(await choosePort([service.healthPort], new Set())),
      ...(service.name === 'gateway' ? { PORT: new URL(system.gatewayUrl).port } : {}),
    })
    console.error(`The ${service.name} in the background takes its place again.`)
    const scale = { [service.name]: instances.length }
    await startServices({ home, variables: system.variables, environment: process.env, scale })
    return code
  },
}

/** Until it ends, or is told to by Ctrl-C. */
async function inForeground(
  { name, nodeOptions = [] }: Service,
  { inspect, watch }: { readonly inspect: boolean; readonly watch: boolean },
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const signal = stopSignal()
  const options = [
    ...nodeOptions,
    ...(inspect ? ['--inspect=127.0.0.1'] : []),
    ...(watch ? ['--watch', '--watch-preserve-output'] : []),
  ]
  const main = fileURLToPath(import.meta.resolve(`@floatchat/${name}/main`))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...options, main], {
    env,
    stdio: 'inherit',
  })
  // From a terminal Ctrl-C reaches it by itself; a signal to this process alone does not.
  signal.addEventListener('abort', () => process.stdin.isTTY || child.kill('SIGTERM'), { once: true })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 0
}
