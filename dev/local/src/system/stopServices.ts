import { stopProcess } from '@floatchat/stack/stopProcess'
import { readSystemState, writeSystemState } from './systemState.ts'

/** Stops all service processes of this data folder, each in good order where it takes the hint. */
export async function stopServices(home: string): Promise<void> {
  const state = readSystemState(home)
  if (state === undefined) return
  await Promise.all(state.instances.map(({ process }) => stopProcess(process)))
  // Kept with its dead processes: their ports are taken again at the next start.
  writeSystemState(home, state)
}
