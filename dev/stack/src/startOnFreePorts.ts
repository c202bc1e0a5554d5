import { isFree } from './choosePort.ts'
import type { Part } from './Part.ts'
import { isPartRunning } from './partProcess.ts'
import { type PartContext, type StartedState, startPart } from './startPart.ts'

const triesAtMost = 5

/**
 * Starts a part on ports that are free, and on others where one was lost meanwhile: these servers have to be told
 * their ports, so that between finding one free and binding it another process may bind it.
 */
export async function startOnFreePorts(
  part: Part,
  context: Omit<PartContext, 'ports'>,
  choosePorts: () => Promise<Record<string, number>>,
): Promise<StartedState> {
  for (let tries = 1; ; tries += 1) {
    const ports = await choosePorts()
    context.signal?.throwIfAborted()
    let begun: StartedState | undefined
    const record: PartContext['record'] = (state) => {
      if (state.origin === 'process' || state.origin === 'container') begun = state
      context.record(state)
    }
    try {
      return await startPart(part, { ...context, ports, record })
    } catch (error) {
      const isRunning = begun !== undefined && (await isPartRunning(begun))
      if (isRunning || tries === triesAtMost || !(await isOneTaken(ports))) throw error
      context.say(`A port of ${part.title} was taken by another process while it started: it is started on others.`)
    }
  }
}

async function isOneTaken(ports: Readonly<Record<string, number>>): Promise<boolean> {
  const free = await Promise.all(Object.values(ports).map(isFree))
  return free.includes(false)
}
