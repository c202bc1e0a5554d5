/**
 * The Avro schemas of `schemas/`, each made self-contained: a schema that names another holds its
 * definition at the first place where it is named, so that a consumer needs no other document.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Schema } from 'avsc'

export const namespace = 'org.floatchat.ingestion'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const folder = new URL('../schemas/', import.meta.url)
const sources = new Map<string, Json>(
  readdirSync(folder)
    .filter((name) => name.endsWith('.avsc'))
    .sort()
    .map((name) => [name.slice(0, -'.avsc'.length), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
)

/** Names of all schemas, in alphabetical order. */
export const schemaNames: readonly string[] = [...sources.keys()]

/** The schema as it stands in its file, with other schemas by name. */
export function schemaSource(name: string): Json {
  const source = sources.get(name)
  if (source === undefined) throw new TypeError(`there is no schema '${name}' in packages/contracts/schemas`)
  return source
}

/** The schema with everything that it names put in. */
export function selfContainedSchema(name: string): Schema {
  // The shape was read from an .avsc file; avsc checks it when it makes a type of it.
  return inline(schemaSource(name), new Set()) as unknown as Schema
}

function inline(node: Json, defined: Set<string>): Json {
  if (typeof node === 'string') {
    if (!sources.has(node)) return node
    if (defined.has(node)) return `${namespace}.${node}`
    return inline(schemaSource(node), defined)
  }
  if (Array.isArray(node)) return node.map((item) => inline(item, defined))
  if (node === null || typeof node !== 'object') return node
  if (typeof node.name === 'string' && (node.type === 'record' || node.type === 'enum')) defined.add(node.name)
  const result: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(node)) {
    const holdsTypes = key === 'type' || key === 'items' || key === 'values'
    if (key === 'fields' && Array.isArray(value)) result[key] = value.map((field) => inline(field, defined))
    else result[key] = holdsTypes && value !== undefined ? inline(value, defined) : (value as Json)
  }
  return result
}
