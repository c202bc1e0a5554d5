import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeVolume } from './containerEngine.ts'
import { stopPart } from './partProcess.ts'
import { parts } from './parts.ts'
import { readStackState, writeStackState } from './stackState.ts'
import { volumeName } from './startContainer.ts'
import { withLock } from './withLock.ts'

/** Stops every part that was started from this data folder. Parts of the environment are left alone. */
export async function stopStack(home: string): Promise<void> {
  if (!existsSync(home)) return
  await withLock(join(home, 'stack.lock'), async () => {
    const state = readStackState(home)
    await Promise.all(
      parts.map(async ({ name }) => {
        const rest = await stopPart(state[name])
        if (rest === undefined) delete state[name]
        else state[name] = rest
      }),
    )
    writeStackState(home, state)
  })
}

/** Stops the stack and removes its data folder, with what had to live outside it. */
export async function discardStack(home: string): Promise<void> {
  const state = readStackState(home)
  await stopStack(home)
  for (const { name } of parts) {
    const part = state[name]
    if (part?.origin === 'container') await removeVolume(volumeName(home, name))
    if (part?.origin === 'process' && dirname(part.folder) !== home) {
      rmSync(part.folder, { recursive: true, force: true })
    }
  }
  rmSync(home, { recursive: true, force: true })
}
