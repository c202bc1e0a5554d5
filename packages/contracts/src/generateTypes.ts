import { schemaNames, schemaSource } from './schemas.ts'

type Node = string | Node[] | { [key: string]: unknown }

/**
 * TypeScript declarations of every schema, as the text of one module.
 *
 * `array<float>` becomes a Float32Array, `array<double>` a Float64Array and `array<int>` an Int32Array: the decoder hands out typed
 * arrays, so that a profile's levels are never boxed one by one.
 */
export function generateTypes(): string {
  const parts = schemaNames.map((name) => declaration(schemaSource(name) as { [key: string]: unknown }))
  return [
    '// Generated from schemas/*.avsc by `npm run generate`. Do not edit.',
    "import type { FileId, JobId, OperationId, RunId } from '../ids.ts'",
    '',
    ...parts,
  ].join('\n')
}

function declaration(schema: { [key: string]: unknown }): string {
  const doc = (text: unknown, indent: string) => `${indent}/** ${String(text)} */`
  if (schema.type === 'enum') {
    const symbols = (schema.symbols as string[]).map((symbol) => `'${symbol}'`).join(' | ')
    return `${doc(schema.doc, '')}\nexport type ${String(schema.name)} = ${symbols}\n`
  }
  const fields = schema.fields as { name: string; type: Node; doc: string }[]
  const lines = fields.map((field) => `${doc(field.doc, '  ')}\n  ${field.name}: ${typeOf(field.type)}`)
  return `${doc(schema.doc, '')}\nexport interface ${String(schema.name)} {\n${lines.join('\n')}\n}\n`
}

const primitives: Record<string, string> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  string: 'string',
  bytes: 'Buffer',
}

function typeOf(node: Node): string {
  if (typeof node === 'string') return primitives[node] ?? node
  if (Array.isArray(node)) return node.map(typeOf).sort(nullLast).join(' | ')
  if (typeof node.tsType === 'string') return node.tsType
  if (node.type === 'array') {
    if (node.items === 'float') return 'Float32Array'
    if (node.items === 'double') return 'Float64Array'
    if (node.items === 'int') return 'Int32Array'
    return `${typeOf(node.items as Node)}[]`
  }
  if (node.type === 'map') return `Record<string, ${typeOf(node.values as Node)}>`
  return typeOf(node.type as Node)
}

function nullLast(a: string, b: string): number {
  return Number(a === 'null') - Number(b === 'null')
}
