/** Writes what is made from the schemas, or with `--check` fails where any of it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { asyncApiDocument } from '../src/asyncApi.ts'
import { formatJson } from '../src/formatJson.ts'
import { generateTypes } from '../src/generateTypes.ts'

const generated: readonly { readonly path: string; readonly text: string }[] = [
  { path: 'packages/contracts/src/generated/records.ts', text: generateTypes() },
  { path: 'docs/asyncapi.json', text: formatJson(asyncApiDocument()) },
]

for (const { path, text } of generated) {
  const file = new URL(`../../../${path}`, import.meta.url)
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text)
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is stale: run \`node packages/contracts/scripts/generate.ts\``)
    process.exitCode = 1
  }
}
