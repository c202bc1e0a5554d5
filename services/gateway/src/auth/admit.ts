import { createHash } from 'node:crypto'
import type { RequestContext, Route } from '../http/Route.ts'
import { type Authenticate, forbidden } from './authenticate.ts'
import type { RateLimit } from './RateLimit.ts'
import { mayDo } from './Role.ts'

export interface AdmitOptions {
  readonly authenticate: Authenticate
  readonly rateLimit: RateLimit
  /** Answers what reads the science to everybody. */
  readonly publicRead: boolean
}

/**
 * Lets a request through to its route, or not. What is known of who asks is in the context then.
 *
 * @throws HttpProblem 401, 403, 429, or 503 where tokens cannot be checked.
 */
export async function admit(
  { role: needed = 'admin', science, boundsItself }: Route,
  context: RequestContext,
  { authenticate, rateLimit, publicRead }: AdmitOptions,
): Promise<void> {
  const key = context.req.header('x-api-key')
  const credential = context.req.header('authorization') ?? (key === undefined ? undefined : `Bearer ${key}`)
  const address = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
  if (publicRead && science && credential === undefined) {
    rateLimit.take(`address ${address}`)
    return
  }
  try {
    const { subject, role } = await authenticate(credential)
    if (subject !== undefined) context.set('subject', subject)
    context.set('role', role)
    if (!mayDo(role, needed)) throw forbidden(`This needs the role ${needed}, and this token is for ${role}.`)
  } catch (error) {
    // Guessing is bounded by where it comes from.
    rateLimit.take(`address ${address}`)
    throw error
  }
  const caller = createHash('sha256')
    .update(credential ?? '')
    .digest('base64')
  context.set('caller', caller)
  if (!boundsItself) rateLimit.take(`token ${caller}`)
}
