import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from './processIdentity.ts'
import type { ProcessState } from './stackState.ts'

/**
 * Ends a process in good order, then by force, and what is left of its group with it. Returns when
 * none of it runs any more. One that has ended already, or whose id went to another, is left alone.
 */
export async function stopProcess(state: ProcessState, graceMs = 30_000): Promise<void> {
  if (!isRunning(state)) return
  signal(state.pid, state.stopSignal as NodeJS.Signals)
  if (await ended(state, graceMs)) return
  signal(-state.pid, 'SIGKILL')
  signal(state.pid, 'SIGKILL')
  if (!(await ended(state, 5_000))) throw new Error(`Process ${state.pid} does not end even on SIGKILL.`)
}

async function ended(state: ProcessState, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (isRunning(state)) {
    if (Date.now() > deadline) return false
    await sleep(50)
  }
  return true
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in between.
  }
}
