import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './commandSettings.ts'

/** Takes the settings of `.env` at the root, where there is one; what the environment says goes before them. */
export function loadEnvironmentFile(): void {
  const path = join(root, '.env')
  if (existsSync(path)) process.loadEnvFile(path)
}
