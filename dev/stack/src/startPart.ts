import { join } from 'node:path'
import type { Part, Say } from './Part.ts'
import { partFolder } from './partFolder.ts'
import { isPartRunning } from './partProcess.ts'
import type { StackSettings } from './stackSettings.ts'
import type { PartState } from './stackState.ts'
import { startContainer } from './startContainer.ts'
import { startProcess } from './startProcess.ts'
import { waitUntil } from './waitUntil.ts'

export interface PartContext {
  readonly settings: StackSettings
  readonly ports: Readonly<Record<string, number>>
  readonly say: Say
  readonly durable: boolean
  readonly signal: AbortSignal | undefined
  /** Whether a Docker engine is there to be used. */
  readonly containers: boolean
  /** Keeps the state where the next command finds it. */
  readonly record: (state: PartState) => void
}

export type StartedState = Exclude<PartState, { origin: 'stopped' | 'environment' }>

/** Starts a part that does not run, as a container or as a process, and waits until it answers. */
export async function startPart(part: Part, context: PartContext): Promise<StartedState> {
  const state = (await asContainer(part, context)) ?? (await asProcess(part, context))
  const log = state.origin === 'process' ? state.process.log : state.log
  let running = true
  const watch = setInterval(() => {
    isPartRunning(state).then(
      (answer) => {
        running = answer
      },
      () => undefined,
    )
  }, 500)
  try {
    await waitUntil(part.title, () => part.check(state.variables), {
      withinMs: 120_000,
      signal: context.signal,
      hopeless: () => (running ? undefined : `it ended at once; its log is ${log}.`),
    })
    await part.prepare?.(state.variables)
  } finally {
    clearInterval(watch)
  }
  return state
}

async function asContainer(
  part: Part,
  { settings, ports, say, containers, record }: PartContext,
): Promise<StartedState | undefined> {
  if (!containers) return undefined
  const variables = part.variables(ports, settings.environment)
  const log = join(settings.home, 'logs', `${part.name}.log`)
  const plan = part.container(ports, variables)
  const started = await startContainer(part.name, plan, ports, settings.home)
  if ('unavailable' in started) {
    say(`The image ${plan.image} cannot be had (${started.unavailable}): ${part.title} is started as a process.`)
    return undefined
  }
  const state = { origin: 'container', variables, ports: { ...ports }, id: started.id, image: plan.image, log } as const
  record(state)
  return state
}

async function asProcess(
  part: Part,
  { settings, ports, say, durable, signal, record }: PartContext,
): Promise<StartedState> {
  const variables = part.variables(ports, settings.environment)
  await part.install(say)
  signal?.throwIfAborted()
  const folder = await partFolder(settings.home, part.name, durable)
  const launch = await part.launch({ folder, ports, variables, environment: settings.environment, durable, say })
  const process = await startProcess(launch, join(settings.home, 'logs', `${part.name}.log`), folder)
  const state = { origin: 'process', variables, ports: { ...ports }, folder, process } as const
  record(state)
  return state
}
