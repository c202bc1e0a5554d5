/**
 * All that is checked without running the system, one after another; every failure is shown, and any of
 * them makes the exit code 1.
 *
 *   npm run check
 *   npm run check -- types knip     only these
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const bin = 'node_modules/.bin'
const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8')) as { packageManager: string }

const checks: Readonly<Record<string, readonly string[]>> = {
  walls: [process.execPath, 'scripts/walls.ts'],
  'what texts name': [process.execPath, 'scripts/named.ts'],
  // Format, and lint with type-aware rules (biome.json).
  lint: [`${bin}/biome`, 'ci', '--max-diagnostics=50', '.'],
  // turbo starts each package's task through pnpm, which npx puts on its path.
  types: ['npx', '-y', packageManager, 'exec', 'turbo', 'run', 'types', '--output-logs=errors-only', '--concurrency=2'],
  'dead code': [`${bin}/knip`],
  // `npm run generate` makes all of it anew.
  'generated contracts': [process.execPath, 'packages/contracts/scripts/generate.ts', '--check'],
  'generated deployment': [process.execPath, 'deploy/scripts/generate.ts', '--check'],
  'generated interface': [process.execPath, 'services/gateway/scripts/openApi.ts', '--check'],
  'generated page types': [process.execPath, 'apps/console/scripts/generateTypes.ts', '--check'],
  'contract compatibility': [`${bin}/vitest`, 'run', '--project', 'unit', 'packages/contracts'],
}

const wanted = process.argv.slice(2)
const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
let failures = 0
for (const [name, [command = '', ...parameters]] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const start = performance.now()
  const result = spawnSync(command, parameters, { env: environment, encoding: 'utf8', maxBuffer: 1 << 26 })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${result.status === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`)
  if (result.status === 0) continue
  failures += 1
  console.log(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`)
}
process.exit(failures > 0 ? 1 : 0)
