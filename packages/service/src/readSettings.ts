import type { z } from 'zod'

/** A setting is missing or has a value that cannot be used. The message names each, one a line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * The settings of a service, read from the environment by its one schema. An empty variable counts
 * as one that is not set, since that is what `KEY=` in a compose file means.
 *
 * @throws SettingsError naming every bad variable, what is wrong with it, and never its value.
 */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`)
  throw new SettingsError(`The settings cannot be used:\n  ${lines.join('\n  ')}`)
}
