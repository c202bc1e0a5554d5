import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { choosePort } from '@floatchat/stack/choosePort'
import { isRunning } from '@floatchat/stack/processIdentity'
import { repositoryRoot } from '@floatchat/stack/stackSettings'
import { startProcess } from '@floatchat/stack/startProcess'
import { waitUntil } from '@floatchat/stack/waitUntil'
import { type Service, services } from './services.ts'
import { type Instance, readSystemState, type SystemState, writeSystemState } from './systemState.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface ServicesOptions {
  readonly home: string
  /** Settings by which the services reach the stack. */
  readonly variables: Readonly<Record<string, string>>
  /** All other settings. */
  readonly environment: Environment
  /** Wanted instances by service, 1 where not named; of the mirror where it has a source. */
  readonly scale?: Readonly<Record<string, number>>
  readonly signal?: AbortSignal | undefined
}

/**
 * Starts the instances that do not run yet, each a process of its own, and waits until every one is ready.
 *
 * @throws Error naming the service that does not become ready, and its log.
 */
export async function startServices(options: ServicesOptions): Promise<SystemState> {
  const { home, variables, environment, scale = {}, signal } = options
  const before = readSystemState(home)
  const running = (before?.instances ?? []).filter(({ process }) => isRunning(process))
  const taken = new Set(running.map(({ healthPort }) => healthPort))
  const gatewayRuns = running.some(({ service }) => service === 'gateway')
  const gatewayUrl =
    gatewayRuns && before !== undefined ? before.gatewayUrl : await chooseGatewayUrl(before, environment, taken)

  const state: SystemState = { gatewayUrl, variables: { ...variables }, instances: running, isStopped: false }
  for (const service of services) {
    for (let number = 1; number <= (scale[service.name] ?? usualInstances(service, environment)); number += 1) {
      if (running.some((other) => other.service === service.name && other.number === number)) continue
      const last = before?.instances.find((other) => other.service === service.name && other.number === number)
      signal?.throwIfAborted()
      state.instances.push(await startInstance(service, number, last, { ...options, gatewayUrl, taken }))
      writeSystemState(home, state)
    }
  }
  await Promise.all(state.instances.map((instance) => ready(instance, signal)))
  return state
}

/** A mirror without a source has nothing to do. */
function usualInstances({ name }: Service, environment: Environment): number {
  return name === 'mirror' && !environment.MIRROR_SOURCE ? 0 : 1
}

async function chooseGatewayUrl(before: SystemState | undefined, environment: Environment, taken: Set<number>) {
  const last = before === undefined ? undefined : Number(new URL(before.gatewayUrl).port)
  const wishes = environment.PORT ? [Number(environment.PORT)] : [last, 8000].filter((port) => port !== undefined)
  const port = await choosePort(wishes, taken)
  if (environment.PORT && port !== Number(environment.PORT)) {
    throw new Error(`Port ${environment.PORT} (PORT) of 127.0.0.1 is taken: name another.`)
  }
  return `http://127.0.0.1:${port}`
}

interface InstanceOptions extends ServicesOptions {
  readonly gatewayUrl: string
  readonly taken: Set<number>
}

async function startInstance(
  service: Service,
  number: number,
  last: Instance | undefined,
  { home, variables, environment, gatewayUrl, taken }: InstanceOptions,
): Promise<Instance> {
  const wishes = [last?.healthPort, number === 1 ? service.healthPort : undefined].filter((port) => port !== undefined)
  const healthPort = await choosePort(wishes, taken)
  const given = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const launch = {
    // It becomes what it starts, under the same number, and is nicer with all its threads from the first.
    command: 'nice',
    arguments: [
      '-n',
      String(service.niceness ?? 0),
      // This process's own Node 24. The one in node_modules/.bin is a shell script, which no signal passes through.
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      ...(service.nodeOptions ?? []),
      fileURLToPath(import.meta.resolve(`@floatchat/${service.name}/main`)),
    ],
    environment: {
      // Code that has been compiled before, and TypeScript stripped: without its stripper a service takes 20 MiB less,
      // and half the time to start.
      NODE_COMPILE_CACHE: join(home, 'compile-cache'),
      ...Object.fromEntries(given),
      ...variables,
      HEALTH_PORT: String(healthPort),
      ...(service.name === 'gateway' ? { PORT: new URL(gatewayUrl).port } : {}),
    },
  }
  const log = join(home, 'logs', number === 1 ? `${service.name}.log` : `${service.name}-${number}.log`)
  return { service: service.name, number, healthPort, process: await startProcess(launch, log, repositoryRoot) }
}

/** Resolves when the instance says that it is ready. */
async function ready(
  { service, number, healthPort, process }: Instance,
  signal: AbortSignal | undefined,
): Promise<void> {
  const what = number === 1 ? `The ${service}` : `The ${service} (${number})`
  const ask = async (): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${healthPort}/readyz`, { signal: AbortSignal.timeout(5_000) })
    const text = await response.text()
    if (response.status !== 200) throw new Error(text.slice(0, 300))
  }
  await waitUntil(what, ask, {
    withinMs: 120_000,
    signal,
    hopeless: () => (isRunning(process) ? undefined : `it ended; its log is ${process.log}.`),
  })
}
