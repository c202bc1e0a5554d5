import type { z } from 'zod'
import { badRequest } from './HttpProblem.ts'
import type { RequestContext, Route } from './Route.ts'

/**
 * The parameters of a request as the route's schemas give them.
 *
 * @throws HttpProblem 400 naming the first that cannot be used.
 */
export function checkedInput(route: Route, context: RequestContext): { params: unknown; query: unknown } {
  return {
    params: checked(route.params, context.req.param()),
    query: checked(route.query, context.req.query()),
  }
}

function checked(schema: z.ZodType | undefined, given: Record<string, string>): unknown {
  if (schema === undefined) return {}
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const name = issue?.path.join('.') ?? ''
  const message = issue?.message ?? 'is not valid'
  throw badRequest(message.startsWith(name) ? `${message}.` : `${name} ${message}.`)
}
