import type { z } from 'zod'

/** Secrets that stand in this repository, and so are none: by setting, each with what to tell of it. */
const development: Readonly<Record<string, (value: string) => boolean>> = {
  SECRET_KEY: (value) => value === 'dev-secret-key-change-in-production',
  S3_ACCESS_KEY: (value) => value === 'minioadmin',
  S3_SECRET_KEY: (value) => value === 'minioadmin' || value === 'floatchat-development',
  DATABASE_URL: hasDevelopmentPassword,
  DATABASE_DIRECT_URL: hasDevelopmentPassword,
}

/**
 * For the settings of every service: none starts in production with a secret that anybody can read here, its own or that
 * of a server.
 *
 * @example
 * z.object({ ...stageSettings, ...databaseSettings }).superRefine(refuseDevelopmentSecrets)
 */
export function refuseDevelopmentSecrets(given: { readonly NODE_ENV: string }, context: z.RefinementCtx): void {
  if (given.NODE_ENV !== 'production') return
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string' || !development[name]?.(value)) continue
    const message = name.startsWith('DATABASE_') ? 'has a password for development' : 'is the key for development'
    context.addIssue({ code: 'custom', path: [name], message: `${message}: set another in production` })
  }
}

/** One of ours, or the user's own name. An address without a password is let in by other means: a certificate, a socket. */
function hasDevelopmentPassword(address: string): boolean {
  const { username, password } = new URL(address)
  return password !== '' && (password === 'floatchat' || password === username)
}
