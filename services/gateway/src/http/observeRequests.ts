import { randomUUID } from 'node:crypto'
import type { Logger } from '@floatchat/service/logger'
import type { Next } from 'hono'
import { requestSeconds, requestsServed } from './httpMetrics.ts'
import type { RequestContext } from './Route.ts'
import { apiHeaders } from './securityHeaders.ts'
import { endServerSpan } from './startServerSpan.ts'

/** Around every request: its id, the headers that every answer has, its span, a measurement and a line in the log. */
export function observeRequests(log: Logger) {
  return async (context: RequestContext, next: Next): Promise<void> => {
    const started = performance.now()
    const requestId = randomUUID()
    context.set('requestId', requestId)
    await next()
    // On the answer itself: by `context.header` each of them would make a new answer around the last one.
    const { headers, status } = context.res
    headers.set('x-request-id', requestId)
    const wanted = { ...apiHeaders, ...context.get('answerHeaders') }
    for (const [name, value] of Object.entries(wanted)) if (!headers.has(name)) headers.set(name, value)
    const span = context.get('span')
    if (span !== undefined) endServerSpan(span, context)
    const seconds = (performance.now() - started) / 1000
    requestsServed.inc({ method: context.req.method, status })
    requestSeconds.observe(seconds)
    // The path without its query: nothing secret stands in a path.
    const line = {
      requestId,
      method: context.req.method,
      path: context.req.path,
      status,
      ms: Math.round(seconds * 1000),
    }
    log[status >= 500 ? 'warn' : 'info']({ ...line, job: context.get('jobId'), sub: context.get('subject') }, 'request')
  }
}
