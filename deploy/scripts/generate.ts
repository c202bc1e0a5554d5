/** Writes what is made from the contracts, or with `--check` fails where any of it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { generatedFiles } from '../src/generatedFiles.ts'

for (const [path, text] of Object.entries(generatedFiles())) {
  const file = new URL(`../${path}`, import.meta.url)
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 })
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`deploy/${path} is stale: run \`node deploy/scripts/generate.ts\``)
    process.exitCode = 1
  }
}
