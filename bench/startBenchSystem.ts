import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Gateway } from '@floatchat/cli/ingest/uploadFile'
import { makeToken } from '@floatchat/cli/makeToken'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { startSystem } from '@floatchat/local/system/startSystem'
import { stopSystem } from '@floatchat/local/system/stopSystem'
import type { SystemState } from '@floatchat/local/system/systemState'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readStackState } from '@floatchat/stack/stackState'
import { discardStack } from '@floatchat/stack/stopStack'
import { ProcessMeter } from './ProcessMeter.ts'

export interface BenchSystem {
  readonly home: string
  /** What a command of the installation is started with. */
  readonly environment: NodeJS.ProcessEnv
  readonly databaseUrl: string
  readonly database: Database
  readonly gateway: Gateway
  readonly instances: SystemState['instances']
  /** Of each service and server by its name; a service may have several instances. */
  readonly meters: ReadonlyMap<string, readonly ProcessMeter[]>
  /** Ends everything, and removes the folder but where it is kept. */
  close(): Promise<void>
}

const secretKey = 'a secret for the benchmarks only, long enough'

/**
 * The whole system as `./floatchat up` starts it, with its default settings. It ends with `close`, and also where the
 * bench is ended from outside.
 */
export async function startBenchSystem(
  options: {
    /** Its folder; else one of its own. */
    readonly home?: string
    /** The folder stays, and so does what runs. */
    readonly keep?: boolean
    readonly settings?: NodeJS.ProcessEnv
    /** Instances by service, 1 where not named. */
    readonly scale?: Readonly<Record<string, number>>
  } = {},
): Promise<BenchSystem> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'floatchat-bench-'))
  mkdirSync(home, { recursive: true })
  const environment = {
    ...process.env,
    ...{ FLOATCHAT_HOME: home, FLOATCHAT_STACK: 'processes', FLOATCHAT_ANY_PORT: '1' },
    ...{ SECRET_KEY: secretKey, LOG_LEVEL: 'warn', ...options.settings },
  }
  const breakingOff = new AbortController()
  const starting = startSystem({
    settings: readStackSettings(environment),
    say: (sentence) => console.error(sentence),
    scale: options.scale ?? {},
    signal: breakingOff.signal,
  })
  let ending: Promise<void> | undefined
  const end = () => {
    ending ??= starting
      .then(undefined, () => undefined)
      .then(async () => {
        if (options.keep) return
        await stopSystem(home)
        await discardStack(home)
      })
    return ending
  }
  const release = endWhenTold(breakingOff, end)
  try {
    const system = await starting
    const databaseUrl = system.variables.DATABASE_URL ?? ''
    const database = await connectDatabase({ DATABASE_URL: databaseUrl })
    const token = await makeToken({ secretKey, role: 'admin', subject: 'bench', expires: '1d' })
    return {
      ...{ home, environment, databaseUrl, database, gateway: { url: system.gatewayUrl, token } },
      instances: system.instances,
      meters: metersOf(system, home),
      async close() {
        release()
        await database.close()
        await end()
      },
    }
  } catch (error) {
    release()
    await end()
    throw error
  }
}

function metersOf(system: SystemState, home: string): ReadonlyMap<string, readonly ProcessMeter[]> {
  const servers = Object.entries(readStackState(home)).flatMap(([server, state]) =>
    state?.origin === 'process' ? [[server, state.process.pid] as const] : [],
  )
  const services = system.instances.map(({ service, process: { pid } }) => [service, pid] as const)
  const meters = new Map<string, ProcessMeter[]>()
  for (const [name, pid] of [...services, ...servers]) {
    meters.set(name, [...(meters.get(name) ?? []), new ProcessMeter(pid)])
  }
  return meters
}

/** Services and servers are processes of their own, which would go on. @returns what leaves signals to the system again. */
function endWhenTold(breakingOff: AbortController, end: () => Promise<void>): () => void {
  const told = (signal: NodeJS.Signals) => {
    release()
    breakingOff.abort()
    console.error(`${signal}: ending what was started.`)
    end().then(
      () => process.exit(1),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  const release = () => {
    for (const signal of signals) process.removeListener(signal, told)
  }
  for (const signal of signals) process.on(signal, told)
  return release
}
