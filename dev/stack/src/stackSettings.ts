import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Environment } from './Part.ts'

/** Root of the repository. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url))

const schema = z.object({
  FLOATCHAT_HOME: z.string().optional(),
  FLOATCHAT_STACK: z
    .enum(['auto', 'containers', 'processes'], { error: 'is auto, containers or processes' })
    .default('auto'),
  XDG_CACHE_HOME: z.string().optional(),
})

export interface StackSettings {
  /** Data folder: state, logs and the data of every part. Absolute. */
  readonly home: string
  readonly mode: 'auto' | 'containers' | 'processes'
  readonly environment: Environment
}

/** @throws Error naming the setting that cannot be used. */
export function readStackSettings(environment: Environment = process.env): StackSettings {
  const result = schema.safeParse(environment)
  if (!result.success) {
    throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' '))
  }
  const { FLOATCHAT_HOME: home, FLOATCHAT_STACK: mode } = result.data
  return { home: home ? resolve(home) : join(repositoryRoot, '.floatchat'), mode, environment }
}

/** Where downloads are kept, for all clones of this machine. */
export function cacheFolder(environment: Environment = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'floatchat')
}

/** A short name for a data folder, for what must live outside it. */
export function homeName(home: string): string {
  return createHash('sha256').update(home).digest('hex').slice(0, 12)
}
