import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const rooms = '{packages,services,apps,dev,bench,scripts,system-tests,deploy,examples}'

/**
 * Two kinds of test. `unit` needs nothing but the code; `integration` needs the real servers, which are
 * started once for the whole run (dev/stack/src/globalSetup.ts) and shared by suites that keep apart
 * by database, bucket and topic prefix.
 */
export default defineConfig({
  test: {
    // A run that finds no test is a broken run, not a good one.
    passWithNoTests: false,
    pool: 'forks',
    // Files at once. The servers need a core too.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${rooms}/**/src/**/*.test.ts`, 'scripts/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [`${rooms}/**/test/**/*.test.ts`],
          globalSetup: ['dev/stack/src/globalSetup.ts', 'packages/db/test/support/globalSetup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          teardownTimeout: 60_000,
        },
      },
    ],
  },
})
