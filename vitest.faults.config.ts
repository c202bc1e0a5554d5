import { defineConfig } from 'vitest/config'

/** The fault suite (`npm run test:faults`): minutes long, with a stack of its own whose servers it kills. */
export default defineConfig({
  test: {
    include: ['system-tests/faults/**/*.faults.ts'],
    globalSetup: ['system-tests/faults/globalSetup.ts', 'packages/db/test/support/globalSetup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
