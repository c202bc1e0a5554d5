import { join } from 'node:path'
import { choosePort, isFree } from './choosePort.ts'
import { engineAnswers } from './containerEngine.ts'
import type { Part, Say, Variables } from './Part.ts'
import { isPartRunning, stopPart } from './partProcess.ts'
import { parts } from './parts.ts'
import type { StackSettings } from './stackSettings.ts'
import { type PartState, readStackState, writeStackState } from './stackState.ts'
import { startOnFreePorts } from './startOnFreePorts.ts'
import type { PartContext } from './startPart.ts'
import { waitUntil } from './waitUntil.ts'
import { withLock } from './withLock.ts'

interface StackOptions {
  readonly settings: StackSettings
  readonly say: Say
  /** False where the state is thrown away after the run. Default true. */
  readonly durable?: boolean
  /** Breaks the start off: what was started so far is stopped again. */
  readonly signal?: AbortSignal | undefined
}

/** A running stack. */
export interface Stack {
  /** The settings by which services reach it. */
  readonly variables: Variables
  /** One for each part: where it came from. */
  readonly origins: Readonly<Record<string, 'environment' | 'process' | 'container'>>
}

/**
 * Brings up Kafka, the schema registry, S3 and PostgreSQL with PostGIS: each from the address in the
 * environment, else as it runs already, else as a container where a Docker engine answers, else as a
 * process. Returns when all of them answer. What was started here is stopped again where one fails.
 *
 * @throws Error with a sentence that says what is missing or which log to read.
 */
export async function startStack({ settings, say, durable = true, signal }: StackOptions): Promise<Stack> {
  return withLock(join(settings.home, 'stack.lock'), async () => {
    const state = readStackState(settings.home)
    const taken = new Set<number>()
    const started: Part[] = []
    const containers = needsEngine(settings, state) && (await wantsContainers(settings))
    const origins: Record<string, 'environment' | 'process' | 'container'> = {}
    const bring = async (part: Part): Promise<Variables> => {
      const record = (next: PartState): void => {
        state[part.name] = next
        writeStackState(settings.home, state)
      }
      const result = await bringUp(
        part,
        state[part.name],
        { settings, say, durable, signal, containers, taken, record },
        started,
      )
      origins[part.name] = result.origin
      return result.variables
    }
    const results = await Promise.allSettled(parts.map(bring))
    const failure = results.find((result) => result.status === 'rejected')
    if (failure === undefined) {
      const all = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      return { variables: Object.assign({}, ...all), origins }
    }
    for (const part of started) state[part.name] = await stopPart(state[part.name])
    writeStackState(settings.home, state)
    throw failure.reason
  })
}

type RunningState = Exclude<PartState, { origin: 'stopped' }>
type Shared = Omit<PartContext, 'ports'> & { readonly taken: Set<number> }

async function bringUp(
  part: Part,
  last: PartState | undefined,
  shared: Shared,
  started: Part[],
): Promise<RunningState> {
  const { settings, record, taken, signal } = shared
  const given = part.given(settings.environment)
  if (given !== undefined) {
    await waitUntil(`The ${part.title} that the environment names`, () => part.check(given), {
      withinMs: 10_000,
      signal,
    })
    const state = { origin: 'environment', variables: given } as const
    // What an earlier start left running under our care stays recorded, so that `down` still finds it.
    if (last === undefined || last.origin === 'environment' || last.origin === 'stopped') record(state)
    return state
  }
  if (last !== undefined && last.origin !== 'stopped' && last.origin !== 'environment' && (await isPartRunning(last))) {
    for (const port of Object.values(last.ports)) taken.add(port)
    await waitUntil(part.title, () => part.check(last.variables), { withinMs: 60_000, signal })
    return last
  }
  started.push(part)
  return startOnFreePorts(part, shared, () => choosePorts(part, last, settings, taken))
}

async function choosePorts(
  part: Part,
  last: PartState | undefined,
  { environment }: StackSettings,
  taken: Set<number>,
): Promise<Record<string, number>> {
  const before = last !== undefined && 'ports' in last ? last.ports : {}
  const ports: Record<string, number> = {}
  for (const [name, { setting, preferred }] of Object.entries(part.ports)) {
    const wanted = environment[setting]
    if (wanted) {
      const port = Number(wanted)
      if (!Number.isInteger(port) || port < 1 || port > 65_535)
        throw new Error(`${setting} must be a port, 1 to 65535.`)
      if (!(await isFree(port))) throw new Error(`Port ${port} (${setting}) of 127.0.0.1 is taken: name another.`)
      ports[name] = port
      taken.add(port)
    } else {
      const wishes = [before[name], environment.FLOATCHAT_ANY_PORT ? undefined : preferred]
      ports[name] = await choosePort(
        wishes.filter((port) => port !== undefined),
        taken,
      )
    }
  }
  return ports
}

function needsEngine({ mode, environment }: StackSettings, state: Record<string, PartState | undefined>): boolean {
  if (mode === 'processes') return false
  // Asking for the engine costs a second: not where everything is there already.
  return parts.some((part) => part.given(environment) === undefined && state[part.name]?.origin !== 'process')
}

async function wantsContainers({ mode }: StackSettings): Promise<boolean> {
  if (await engineAnswers()) return true
  if (mode === 'auto') return false
  throw new Error(
    'FLOATCHAT_STACK=containers, but no Docker engine answers: start one, or set FLOATCHAT_STACK=processes.',
  )
}
