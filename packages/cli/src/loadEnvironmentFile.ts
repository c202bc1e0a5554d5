import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '@floatchat/stack/stackSettings'

/** Takes the settings of `.env` at the root, where there is one; what the environment says goes before them. */
export function loadEnvironmentFile(): void {
  const path = join(repositoryRoot, '.env')
  if (existsSync(path)) process.loadEnvFile(path)
}
