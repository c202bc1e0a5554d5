import type { Database } from '@floatchat/db/connectDatabase'
import { readQualityTests } from '@floatchat/db/profiles/readQualityTests'
import { readProvenance } from '@floatchat/db/versions/readProvenance'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { idParam, isInteger32 } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'

const testJson = z
  .object({
    test: z.int().describe('Number of the test in the Argo manuals.'),
    name: z.string().nullable().describe('Null for a test that is not known here.'),
    performed: z.boolean().nullable().describe('By the data centre; null where HISTORY does not say.'),
    failed_there: z.boolean().nullable().describe('At the data centre; null where HISTORY does not say.'),
    failed_here: z.boolean().nullable().describe('Null for a test that is not run here.'),
  })
  .meta({ id: 'TestBesideCentre' })
const provenanceJson = z
  .object({
    data_centre: z.string().nullable(),
    tests: z.array(testJson).describe('Every test that was performed there or is run here, by number.'),
    neighbours: z.array(z.string()).describe('What the other cycles of the float tell against it, a sentence each.'),
    history: z.array(z.record(z.string(), z.unknown())).describe('HISTORY_* by name, at most the latest 200.'),
    history_left_out: z.int(),
    calibrations: z
      .array(z.record(z.string(), z.unknown()))
      .describe('PARAMETER and SCIENTIFIC_CALIB_* by name, at most 200.'),
    calibrations_left_out: z.int(),
  })
  .meta({ id: 'ProfileProvenance' })

/** How a profile was made: history, calibrations, and which tests its data centre performed. */
export function provenanceRoute(database: Database): Route {
  return route({
    method: 'get',
    path: '/api/v1/datasets/profiles/{profile_id}/provenance',
    id: 'readProfileProvenance',
    role: 'viewer',
    science: true,
    summary: 'How a profile was made: history, calibrations, and the tests of its data centre beside ours',
    params: z.object({ profile_id: idParam('profile_id') }),
    answers: { 200: { description: 'Empty lists where the file says nothing.', schema: provenanceJson } },
    problems: [404],
    async handle(context, { params }) {
      const { profile_id } = params
      const found = isInteger32(profile_id) ? await readProvenance(database, profile_id) : undefined
      if (found === undefined)
        throw notFound(`There is no profile ${profile_id}: a newer version may have replaced it.`)
      const { tests_performed: performed, tests_failed: failed, failed_tests: bits } = found
      const ours = new Map(
        (await readQualityTests(database)).flatMap((one) => (one.test === null ? [] : [[one.test, one] as const])),
      )
      const run = [...ours.values()].flatMap(({ test, is_run }) => (is_run && test !== null ? [test] : []))
      const numbers = [...new Set([...(performed ?? []), ...(failed ?? []), ...run])].sort((a, b) => a - b)
      return context.json({
        data_centre: found.data_centre,
        tests: numbers.map((test) => {
          const our = ours.get(test)
          return {
            test,
            name: our?.name ?? null,
            performed: performed?.includes(test) ?? null,
            failed_there: failed?.includes(test) ?? null,
            failed_here: our?.is_run === true ? ((bits >> our.bit) & 1) === 1 : null,
          }
        }),
        neighbours: found.neighbours ?? [],
        history: found.history ?? [],
        history_left_out: found.history_left_out ?? 0,
        calibrations: found.calibrations ?? [],
        calibrations_left_out: found.calibrations_left_out ?? 0,
      })
    },
  })
}
