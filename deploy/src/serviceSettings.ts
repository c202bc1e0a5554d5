import { type SystemServiceName, systemServices } from '@floatchat/contracts/pipeline'
import type { ZodObject } from 'zod'

/** What each service checks its environment with, for the tests of what is written about it. */
export const serviceSettings = Object.fromEntries(
  await Promise.all(
    systemServices.map(async ({ name }) => {
      const { settings } = (await import(`../../services/${name}/src/settings.ts`)) as { settings: ZodObject }
      return [name, settings] as const
    }),
  ),
) as Readonly<Record<SystemServiceName, ZodObject>> // One for each.
