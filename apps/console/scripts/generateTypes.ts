/** Writes the types of the gateway's interface, or with `--check` fails where they are stale. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type OpenApi, typesOfOpenApi } from './typesOfOpenApi.ts'

const document = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')
const text = typesOfOpenApi(JSON.parse(document) as OpenApi) // The gateway wrote it.
const path = 'apps/console/src/api/generated/openApi.ts'
const file = new URL(`../../../${path}`, import.meta.url)
if (!process.argv.includes('--check')) {
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, text)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${path} is stale: run \`node apps/console/scripts/generateTypes.ts\``)
  process.exitCode = 1
}
