/** A JSON Schema of the document, as far as the gateway's document uses it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/**
 * The document's schemas as TypeScript, the text of one module: each named schema, and for each operation the JSON that
 * it takes (`<OperationId>Body`) and answers (`<OperationId>Answer`). Everything is readonly: it is what was said.
 *
 * Our own, for openapi-typescript 7 builds its types with the compiler of TypeScript 5, which is not here.
 */
export function typesOfOpenApi({ paths, components }: OpenApi): string {
  const named = Object.entries(components.schemas).map(([name, schema]) => declaration(name, schema))
  const ofOperations = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, requestBody, responses }) => {
      const name = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}`
      const answer = Object.entries(responses).find(([status, { content }]) => status < '300' && content !== undefined)
      const body = json(requestBody?.content)
      const answered = json(answer?.[1].content)
      return [
        ...(body === undefined ? [] : [declaration(`${name}Body`, body)]),
        ...(answered === undefined ? [] : [declaration(`${name}Answer`, answered)]),
      ]
    })
  const head = '// Generated from docs/openapi.json by apps/console/scripts/generateTypes.ts. Do not edit.'
  return `${[head, ...named, ...ofOperations].join('\n\n')}\n`
}

/** The schema in place; one that has a name stands under it already. */
function json(content: Content | undefined): Schema | undefined {
  const schema = content?.['application/json']?.schema
  return schema?.$ref === undefined ? schema : undefined
}

function declaration(name: string, schema: Schema): string {
  return `${comment(schema.description, '')}export type ${name} = ${typeOf(schema, '')}`
}

function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */\n`
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return unique(either.map((one) => typeOf(one, indent))).join(' | ')
  if (schema.allOf !== undefined) return schema.allOf.map((one) => `(${typeOf(one, indent)})`).join(' & ')
  if (typeof schema.type === 'object') {
    return unique(schema.type.map((type) => typeOf({ ...schema, type }, indent))).join(' | ')
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return schema.prefixItems === undefined
        ? `readonly ${inBrackets(typeOf(schema.items ?? {}, indent))}[]`
        : `readonly [${schema.prefixItems.map((item) => typeOf(item, indent)).join(', ')}]`
    case 'object':
      return objectOf(schema, indent)
    default:
      return 'unknown'
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const entries = Object.entries(properties)
  if (entries.length === 0) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown'
    return `{ readonly [name: string]: ${values} }`
  }
  const deeper = `${indent}  `
  const lines = entries.map(
    ([name, schema]) =>
      `${comment(schema.description, deeper)}${deeper}readonly ${/^\w+$/.test(name) ? name : literal(name)}${
        required.includes(name) ? '' : '?'
      }: ${typeOf(schema, deeper)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

const literal = (value: unknown) =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value)
const inBrackets = (type: string) => (/^\w+$/.test(type) ? type : `(${type})`)
const unique = (list: readonly string[]) => [...new Set(list)]
