/** Freezes today's schemas as the next released version: from then on they must stay readable. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { payloadReference } from '../src/recordSchemas.ts'
import { selfContainedSchema } from '../src/schemas.ts'
import { recordTopics } from '../src/topics.ts'

const folder = new URL('../released/', import.meta.url)
const last = existsSync(folder) ? Math.max(0, ...readdirSync(folder).map(Number)) : 0
const next = new URL(`${last + 1}/`, folder)
mkdirSync(next, { recursive: true })
for (const record of new Set([...recordTopics.flatMap((topic) => topic.records), payloadReference])) {
  writeFileSync(new URL(`${record}.avsc`, next), `${JSON.stringify(selfContainedSchema(record), null, 2)}\n`)
}
console.log(`released version ${last + 1}`)
