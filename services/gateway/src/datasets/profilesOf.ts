import type { ProfilesOf } from '@floatchat/db/profiles/readProfiles'
import { z } from 'zod'
import { badRequest } from '../http/HttpProblem.ts'
import { isInteger32, listOf } from '../http/pageParams.ts'

const datasetsAtMost = 500

/** Of what profiles are read, where that is more than a dataset. */
export const profilesOf = {
  platform: z
    .string()
    .regex(/^\w{1,20}$/, 'platform must be a WMO number')
    .optional()
    .describe('The profiles of this float.'),
  name: z.string().max(255).optional().describe('Those of all datasets that were given this name.'),
  datasets: listOf('\\d{1,15}', datasetsAtMost)
    .transform((ids) => ids?.map(Number).filter(isInteger32))
    .describe(`Those of these datasets, at most ${datasetsAtMost}.`),
}
const query = z.object(profilesOf)

/** @throws HttpProblem 400 where not exactly one is said. */
export function toProfilesOf({ platform, name, datasets }: z.output<typeof query>): ProfilesOf {
  const given = [
    ...(platform === undefined ? [] : [{ platform }]),
    ...(name === undefined ? [] : [{ name: name.replaceAll('\0', '') }]),
    ...(datasets === undefined ? [] : [{ datasets }]),
  ]
  const [of, ...more] = given
  if (of === undefined || more.length > 0) throw badRequest('Say one of platform, name and datasets.')
  return of
}
