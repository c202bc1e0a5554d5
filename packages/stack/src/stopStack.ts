import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stopPart } from './partProcess.ts'
import { parts } from './parts.ts'
import { readStackState, writeStackState } from './stackState.ts'
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
  const folders = Object.values(readStackState(home)).map((part) => (part?.origin === 'process' ? part.folder : home))
  await stopStack(home)
  for (const folder of folders)
    if (folder !== home && dirname(folder) !== home) rmSync(folder, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true })
}
