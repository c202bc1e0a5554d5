import { createHash, randomUUID } from 'node:crypto'
import type { Logger } from '@floatchat/service/logger'
import { reportError } from '@floatchat/service/reportErrors'
import type { Tracer } from '@floatchat/service/tracing'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { type Authenticate, forbidden } from '../auth/authenticate.ts'
import type { RateLimit } from '../auth/RateLimit.ts'
import { mayDo } from '../auth/Role.ts'
import { tusAnswerHeaders, tusRequestHeaders } from '../resumable/tusProtocol.ts'
import { checkedInput } from './checkedInput.ts'
import { asProblem, HttpProblem, notFound } from './HttpProblem.ts'
import { requestSeconds, requestsServed } from './httpMetrics.ts'
import { problemResponse } from './problemResponse.ts'
import type { RequestContext, RequestVariables, Route } from './Route.ts'
import { apiHeaders } from './securityHeaders.ts'
import { endServerSpan, startServerSpan } from './startServerSpan.ts'

export interface AppOptions {
  readonly routes: readonly Route[]
  readonly authenticate: Authenticate
  readonly rateLimit: RateLimit
  /** Answers what reads the science to everybody. */
  readonly publicRead: boolean
  readonly corsOrigins: readonly string[]
  readonly log: Logger
  readonly tracer: Tracer
  /** Answers what no route does, or nothing: the console's files. */
  readonly fallback?: (context: RequestContext) => Promise<Response | undefined>
}

export type App = Hono<{ Bindings: HttpBindings; Variables: RequestVariables }>

/** The HTTP interface: its routes, each behind its token, every error as a problem, a line in the log for each. */
export function createApp(options: AppOptions): App {
  const { routes, authenticate, rateLimit, publicRead, corsOrigins, log, tracer, fallback } = options
  const app: App = new Hono({ strict: false })

  app.use(async (context, next) => {
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
  })
  if (corsOrigins.length > 0) {
    const allowHeaders = ['authorization', 'content-type', 'last-event-id', 'traceparent', ...tusRequestHeaders]
    app.use(
      cors({
        origin: [...corsOrigins],
        allowHeaders,
        exposeHeaders: ['location', 'retry-after', 'x-request-id', ...tusAnswerHeaders],
        maxAge: 600,
      }),
    )
  }

  // Fixed paths before those with a parameter, which would take their place.
  const paths = Map.groupBy(routes, ({ path }) => path)
  const sorted = [...paths].sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
  for (const [path, served] of sorted) {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1')
    for (const route of served) app.on(route.method.toUpperCase(), pattern, (context) => serve(route, context))
    const allowed = served.map(({ method }) => method.toUpperCase())
    const allow = [...new Set(allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed)].join(', ')
    app.all(pattern, () => {
      throw new HttpProblem(405, `This address takes ${allow} only.`, { allow })
    })
  }
  app.notFound(async (context) => {
    const answer = ['GET', 'HEAD'].includes(context.req.method) ? await fallback?.(context) : undefined
    return (
      answer ??
      problemResponse(notFound('There is nothing at this address: see /openapi.json.'), context.get('requestId'))
    )
  })
  app.onError((error, context) => {
    const problem = asProblem(error)
    if (problem.status >= 500)
      log.error({ err: problem.cause ?? problem, requestId: context.get('requestId') }, problem.message)
    // 503 is an outage or a full house; 500 is a fault of ours.
    if (problem.status === 500) reportError(problem.cause ?? problem, { job: context.get('jobId') })
    return problemResponse(problem, context.get('requestId'))
  })
  return app

  async function serve(route: Route, context: RequestContext): Promise<Response> {
    if (route.answerHeaders !== undefined) context.set('answerHeaders', route.answerHeaders)
    // What is asked every few seconds, by probes, is not worth a trace.
    if (route.open === undefined) {
      context.set('span', startServerSpan(tracer, route, context))
      await admit(route, context)
    }
    return route.handle(context, checkedInput(route, context))
  }

  async function admit(
    { role: needed = 'admin', science, boundsItself }: Route,
    context: RequestContext,
  ): Promise<void> {
    const authorization = context.req.header('authorization')
    const address = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
    if (publicRead && science && authorization === undefined) {
      rateLimit.take(`address ${address}`)
      return
    }
    try {
      const { subject, role } = await authenticate(authorization)
      if (subject !== undefined) context.set('subject', subject)
      if (!mayDo(role, needed)) throw forbidden(`This needs the role ${needed}, and this token is for ${role}.`)
    } catch (error) {
      // Guessing is bounded by where it comes from.
      rateLimit.take(`address ${address}`)
      throw error
    }
    const caller = createHash('sha256')
      .update(authorization ?? '')
      .digest('base64')
    context.set('caller', caller)
    if (!boundsItself) rateLimit.take(`token ${caller}`)
  }
}
