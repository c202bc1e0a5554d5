import type { Caller } from '@floatchat/intake/openIntake'
import type { RequestContext } from '../http/Route.ts'

/** Who asks, for the audit log. */
export function callerOf(context: RequestContext): Caller {
  return { who: context.get('subject') ?? 'unknown', role: context.get('role') ?? null, way: 'http' }
}
