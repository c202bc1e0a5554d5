import { z } from 'zod'
import { list } from './settingTypes.ts'

/** QUALITY_TESTS_OFF: numbers of the Argo real-time tests that are not run, with commas between them. */
export const testsOff = list
  .pipe(z.array(z.string().regex(/^\d{1,2}$/, 'must be numbers of Argo tests, like 4,23')))
  .transform((numbers): ReadonlySet<number> => new Set(numbers.map(Number)))
  .default(new Set())
