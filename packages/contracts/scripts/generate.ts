/** Writes `src/generated/records.ts`, or with `--check` fails where it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { generateTypes } from '../src/generateTypes.ts'

const path = new URL('../src/generated/records.ts', import.meta.url)
const fresh = generateTypes()

if (process.argv.includes('--check')) {
  const stored = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (stored !== fresh) {
    console.error(
      'packages/contracts/src/generated/records.ts is stale: run `pnpm --filter @floatchat/contracts generate`',
    )
    process.exit(1)
  }
} else {
  writeFileSync(path, fresh)
}
