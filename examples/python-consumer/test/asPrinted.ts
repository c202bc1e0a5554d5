import { namespace, selfContainedSchema } from '@floatchat/contracts/schemas'

type Node = string | Node[] | { readonly [key: string]: unknown }

/** A record as `consume.py --bits` ought to print it. */
export function asPrinted(record: string, value: unknown): unknown {
  const named = new Map<string, Node>()
  return printed(selfContainedSchema(record) as Node, value, named)
}

function printed(schema: Node, value: unknown, named: Map<string, Node>): unknown {
  if (typeof schema === 'string') return named.has(schema) ? printed(named.get(schema) ?? 'null', value, named) : value
  if (Array.isArray(schema)) {
    const type = schema.find((branch) => branch !== 'null')
    const whole = type === undefined ? null : printed(type, value, named)
    return value === null ? null : whole
  }
  if (typeof schema.name === 'string') named.set(`${namespace}.${schema.name}`, schema)
  if (schema.type === 'record') {
    const fields = schema.fields as { name: string; type: Node }[]
    const given = value as Record<string, unknown> | null
    return Object.fromEntries(fields.map(({ name, type }) => [name, printed(type, given?.[name] ?? null, named)]))
  }
  // Entered with null too, all the way down: a definition stands where its type is named first.
  if (schema.type === 'array' && typeof schema.items === 'object') printed(schema.items as Node, null, named)
  if (value === null) return null
  if (schema.logicalType === 'timestamp-millis') return new Date(value as number).toISOString()
  if (value instanceof Float32Array || value instanceof Float64Array) {
    const bits = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
    return value.length === 0 ? [] : { [value instanceof Float64Array ? 'float64' : 'float32']: bits }
  }
  if (schema.type === 'array')
    return Array.from(value as Iterable<unknown>, (item) => printed(schema.items as Node, item, named))
  return value
}
