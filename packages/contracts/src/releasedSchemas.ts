import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Schema } from 'avsc'

const folder = new URL('../released/', import.meta.url)

/** Every released version of a record's schema, oldest first; `released/<version>/<Record>.avsc`. */
export function releasedSchemas(record: string): { version: string; schema: Schema }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort((a, b) => Number(a) - Number(b))
    .map((version) => ({ version, file: new URL(`${version}/${record}.avsc`, folder) }))
    .filter(({ file }) => existsSync(file))
    .map(({ version, file }) => ({ version, schema: JSON.parse(readFileSync(file, 'utf8')) as Schema }))
}
