import { flushCompileCache } from 'node:module'
import { SettingsError } from './readSettings.ts'

/** Runs a service's wiring. A bad setting ends the start with the sentence that names it, and no stack. */
export async function runMain(start: () => Promise<unknown>): Promise<void> {
  try {
    await start()
    // For the next start, where NODE_COMPILE_CACHE says so: by itself it is kept at an orderly end only.
    flushCompileCache()
  } catch (error) {
    console.error(error instanceof SettingsError ? error.message : error)
    process.exit(1)
  }
}
