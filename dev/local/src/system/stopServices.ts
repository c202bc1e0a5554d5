import { isRunning } from '@floatchat/stack/processIdentity'
import { stopProcess } from '@floatchat/stack/stopProcess'
import { readSystemState, writeSystemState } from './systemState.ts'

/** Stops all service processes of this data folder, each in good order where it takes the hint. */
export async function stopServices(home: string): Promise<void> {
  for (;;) {
    const state = readSystemState(home)
    if (state === undefined) return
    // Kept with its dead processes: their ports are taken again at the next start.
    writeSystemState(home, { ...state, isStopped: true })
    // An `up` that watches over them may have started one a moment ago.
    if (!state.instances.some(({ process }) => isRunning(process))) return
    await Promise.all(state.instances.map(({ process }) => stopProcess(process)))
  }
}
