import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** What becomes of a module: by the end of its address, its TypeScript as it is to be. */
export type Replacements = Readonly<Record<string, (source: string) => string>>

/** Modules that are loaded from here on are those of another code: a service has no switch for its faults. */
export function replaceSources(replacements: Replacements): void {
  registerHooks({
    load(url, context, nextLoad) {
      const [, replaced] = Object.entries(replacements).find(([end]) => url.endsWith(end)) ?? []
      if (replaced === undefined) return nextLoad(url, context)
      const source = replaced(readFileSync(fileURLToPath(url), 'utf8'))
      return { format: 'module-typescript', source, shortCircuit: true }
    },
  })
}

/** @throws Error where the source has changed, and the fault with it has to. */
export function replaceText(source: string, right: string, wrong: string): string {
  if (!source.includes(right)) throw new Error(`there is no '${right}' any more: mend this fault`)
  return source.replaceAll(right, wrong)
}
