import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { distFolder, stampName } from './distFolder.ts'
import { newestSource } from './newestSource.ts'

/**
 * Builds the console where it was not built yet or its source has changed since. The builder is loaded only
 * then, so that asking costs a few milliseconds.
 *
 * @param say is told that it is built, which takes some seconds
 * @returns whether it was built
 */
export async function buildIfStale(say: (sentence: string) => void = () => {}): Promise<boolean> {
  if (builtFrom() >= newestSource()) return false
  say('Building the console.')
  const { buildConsole } = await import('./buildConsole.ts')
  await buildConsole('error')
  return true
}

function builtFrom(): number {
  try {
    return Number(readFileSync(join(distFolder, stampName), 'utf8'))
  } catch {
    return 0
  }
}
