import { isContainerRunning, stopContainer } from './containerEngine.ts'
import { isRunning } from './processIdentity.ts'
import type { PartState } from './stackState.ts'
import { stopProcess } from './stopProcess.ts'

/** Whether the part that we started still runs. */
export async function isPartRunning(state: PartState): Promise<boolean> {
  if (state.origin === 'process') return isRunning(state.process)
  return state.origin === 'container' ? isContainerRunning(state.id) : state.origin === 'environment'
}

/** Stops what we started, and says what remains to be known of it. */
export async function stopPart(state: PartState | undefined): Promise<PartState | undefined> {
  if (state === undefined || state.origin === 'environment') return undefined
  if (state.origin === 'process') await stopProcess(state.process)
  if (state.origin === 'container') await stopContainer(state.id, state.log)
  return { origin: 'stopped', ports: state.ports }
}
