import type { Database } from '@floatchat/db/connectDatabase'
import { readQualityTests } from '@floatchat/db/profiles/readQualityTests'
import { z } from 'zod'
import { type Route, route } from '../http/Route.ts'

const qualityTestJson = z
  .object({
    bit: z.int().describe('Number of the bit in failed_tests and outlier_tests, from 0; test_bit in test_counts.'),
    test: z.int().nullable().describe('Number of the test in the Argo manuals; null for the house’s own.'),
    name: z.string(),
    judges: z.string().describe('Argo parameter names, or date or position.'),
    source: z.string().describe('Which rule was taken, and from where.'),
    is_run: z.boolean().describe('False where the bit is only kept for the test.'),
  })
  .meta({ id: 'QualityTest' })

/** What the bits of failed tests stand for, as the table `quality_tests` says it. */
export function qualityTestsRoute(database: Database): Route {
  return route({
    method: 'get',
    path: '/api/v1/quality-tests',
    id: 'listQualityTests',
    role: 'viewer',
    science: true,
    summary: 'The quality tests by the bits that stand for them',
    answers: {
      200: { description: 'All of them.', schema: z.object({ quality_tests: z.array(qualityTestJson) }) },
    },
    async handle(context) {
      const tests = await readQualityTests(database)
      // They change with a migration.
      context.header('cache-control', 'private, max-age=3600')
      return context.json({ quality_tests: tests })
    },
  })
}
