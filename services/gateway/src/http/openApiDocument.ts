import { z } from 'zod'
import { problem, problemType } from './problemResponse.ts'
import type { Route } from './Route.ts'

// What any operation may answer besides its own: a request that is not understood, a fault of ours.
const everywhere = [400, 500]
const withToken = [401, 403, 429, 503]

/** The interface as OpenAPI 3.1, from the schemas that check and the routes that serve. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const schemas: Schemas = {}
  shared(jsonSchema(problem, 'output'), schemas)
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    paths[route.path] ??= {}
    Object.assign(paths[route.path] as object, { [route.method]: shared(operation(route), schemas) })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'FloatChat ingestion',
      version,
      description: 'Takes Argo NetCDF files in, follows their ingestion, and reads what came of it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The claim role: viewer, uploader, operator or admin.',
        },
      },
    },
  }
}

function operation(route: Route): object {
  const problems = [...everywhere, ...(route.open ? [] : withToken), ...(route.problems ?? [])].sort()
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.open ? { security: [] } : { security: [{ token: [] }], 'x-role': route.role ?? 'admin' }),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...Object.entries(route.headers ?? {}).map(([name, description]) => ({
        ...{ name, in: 'header', required: false, description, schema: { type: 'string' } },
      })),
    ],
    ...(route.requestBody === undefined ? {} : { requestBody: route.requestBody }),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, response(answer)])),
      ...Object.fromEntries(problems.map((status) => [status, problemAnswer(status)])),
    },
  }
}

function response({ description, schema, content }: Route['answers'][number]): object {
  const json = schema === undefined ? {} : { 'application/json': { schema: jsonSchema(schema, 'output') } }
  const others = Object.entries(content ?? {}).map(([type, { schema: stated }]) => [
    type,
    { schema: stated instanceof z.ZodType ? jsonSchema(stated, 'output') : stated },
  ])
  const all = { ...json, ...Object.fromEntries(others) }
  return Object.keys(all).length === 0 ? { description } : { description, content: all }
}

function problemAnswer(status: number): object {
  const headers: Record<number, object> = {
    401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
    429: { 'Retry-After': { schema: { type: 'string' } } },
    503: { 'Retry-After': { schema: { type: 'string' } } },
  }
  return {
    description: descriptions[status] ?? 'A problem.',
    ...(headers[status] === undefined ? {} : { headers: headers[status] }),
    content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

const descriptions: Readonly<Record<number, string>> = {
  400: 'The request cannot be used; the detail says why.',
  401: 'No token, or one that is not accepted.',
  403: 'The token’s role may not do this.',
  404: 'There is no such thing.',
  408: 'The body came too slowly.',
  409: 'The upload is at another byte.',
  412: 'Another version of the protocol.',
  413: 'The file is larger than is taken.',
  415: 'Another media type.',
  429: 'Too many requests, or uploads at once, for this token.',
  460: 'The bytes are not those that were announced.',
  500: 'A fault inside the service.',
  503: 'A part of the service is not available: try again.',
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }))
}

type Schemas = Record<string, unknown>

/** Moves the definitions of named schemas to where the whole document finds them. */
function shared<T extends object>(part: T, schemas: Schemas): T {
  const moved = JSON.stringify(part, (key, value: unknown) => {
    if (key !== '$defs') return value
    Object.assign(schemas, JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')))
    return undefined
  })
  return JSON.parse(moved.replaceAll('"#/$defs/', '"#/components/schemas/')) as T
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 holds. `meta({ openapi })` replaces what a schema takes as text. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...result } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const stated = (z.globalRegistry.get(zodSchema) as { openapi?: object } | undefined)?.openapi
      if (stated === undefined) return
      for (const key of ['type', 'pattern', 'format', 'openapi']) delete (jsonSchema as Record<string, unknown>)[key]
      if (io === 'input') Object.assign(jsonSchema, stated)
    },
  })
  return result
}
