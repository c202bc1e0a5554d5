import type { Span, Tracer } from '@floatchat/service/tracing'
import type { RequestContext, Route } from './Route.ts'

/**
 * The span of one request, a child of the span that the client names: an upload's is the root of the trace that runs
 * to the summary. With OpenTelemetry's names for HTTP servers.
 */
export function startServerSpan(tracer: Tracer, route: Route, context: RequestContext): Span {
  const { method, path } = context.req
  return tracer.start(`${method} ${route.path}`, 'server', context.req.header('traceparent'), {
    'http.request.method': method,
    'http.route': route.path,
    'url.path': path,
    'url.scheme': 'http',
  })
}

/** Ends it with the head of the answer. What the client did wrong is no failure of the server. */
export function endServerSpan(span: Span, context: RequestContext): void {
  const { status } = context.res
  span.end(status >= 500 ? new Error(`answered ${status}`) : undefined, {
    'http.response.status_code': status,
    ...(status >= 500 ? { 'error.type': String(status) } : {}),
    'floatchat.job_id': context.get('jobId'),
  })
}
