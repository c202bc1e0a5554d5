import type { z } from 'zod'
import { badRequest } from './HttpProblem.ts'
import type { RequestContext } from './Route.ts'

/**
 * The body of a request as the schema gives it; nothing at all counts as an empty object.
 *
 * @throws HttpProblem 400 where it is too long, no JSON, or not what the schema says.
 */
export async function readJsonBody<Schema extends z.ZodType>(
  context: RequestContext,
  schema: Schema,
  maxBytes: number,
): Promise<z.output<Schema>> {
  const text = await readText(context, maxBytes)
  let json: unknown
  try {
    json = JSON.parse(text === '' ? '{}' : text)
  } catch {
    throw badRequest('The body must be JSON.')
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badRequest(`${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is not valid'}.`)
}

/** Not `req.text()`, which gathers whatever comes: a body in chunks says no length. */
async function readText(context: RequestContext, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = Number(context.req.header('content-length') ?? 0)
  if (length > maxBytes) throw badRequest('The body is too long.')
  length = 0
  for await (const chunk of context.req.raw.body ?? []) {
    length += chunk.length
    if (length > maxBytes) throw badRequest('The body is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
