import { setTimeout as sleep } from 'node:timers/promises'

/** Looks until what is looked for is there. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  withinMs = 30_000,
): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > until) throw new Error(`${what} did not happen within ${withinMs / 1000} s`)
    await sleep(50)
  }
}
