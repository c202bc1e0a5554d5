/**
 * Runs all tests, or those whose path holds one of the words given, and closes with `N passed, N failed` over
 * all packages. What the tests need is started by vitest's global setup.
 */
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [first, ...rest] = process.argv.slice(2)
// The fault suite takes minutes and kills its own servers: it has a configuration of its own.
const faults = first === '--faults'
const filters = faults || first === undefined ? rest : [first, ...rest]
const config = faults ? 'vitest.faults.config.ts' : 'vitest.config.ts'
const vitest = await startVitest('test', filters, { run: true, watch: false, config })
const count = { passed: 0, failed: 0, skipped: 0 }
const skipped: string[] = []
for (const file of vitest.state.getTestModules()) {
  let failedHere = 0
  for (const test of file.children.allTests()) {
    const { state } = test.result()
    if (state !== 'pending') count[state] += 1
    if (state === 'failed') failedHere += 1
    if (state === 'skipped') skipped.push(`${file.relativeModuleId}: ${test.fullName}`)
  }
  // A file that cannot be loaded, or whose setup fails, fails without a test of it failing.
  if (file.state() === 'failed' && failedHere === 0) count.failed += 1
}
const astray = vitest.state.getUnhandledErrors().length
if (astray > 0 && count.failed === 0) count.failed = astray
await vitest.close()

if (count.passed + count.failed === 0) console.error('No test ran.')
// Nobody looks at what a hosted run passed over, so there it is a failure; on a machine of one's own it is named.
if (skipped.length > 0) console.error(`Skipped:\n  ${skipped.join('\n  ')}`)
if (process.env.CI === 'true') count.failed += count.skipped
console.log(`${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`)
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0)
