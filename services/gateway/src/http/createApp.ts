import type { Database } from '@floatchat/db/connectDatabase'
import type { Logger } from '@floatchat/service/logger'
import { reportError } from '@floatchat/service/reportErrors'
import type { Tracer } from '@floatchat/service/tracing'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { type AdmitOptions, admit } from '../auth/admit.ts'
import { tusAnswerHeaders, tusRequestHeaders } from '../resumable/tusProtocol.ts'
import { auditRequest } from './auditRequest.ts'
import { checkedInput } from './checkedInput.ts'
import { asProblem, HttpProblem, notFound } from './HttpProblem.ts'
import { observeRequests } from './observeRequests.ts'
import { problemResponse } from './problemResponse.ts'
import type { RequestContext, RequestVariables, Route } from './Route.ts'
import { startServerSpan } from './startServerSpan.ts'

export interface AppOptions extends AdmitOptions {
  readonly routes: readonly Route[]
  /** Where it is noted who changes what. */
  readonly database: Database
  readonly corsOrigins: readonly string[]
  readonly log: Logger
  readonly tracer: Tracer
  /** Answers what no route does, or nothing: the console's files. */
  readonly fallback?: (context: RequestContext) => Promise<Response | undefined>
}

export type App = Hono<{ Bindings: HttpBindings; Variables: RequestVariables }>

/** The HTTP interface: its routes, each behind its token, every error as a problem, a line in the log for each. */
export function createApp(options: AppOptions): App {
  const { routes, database, corsOrigins, log, tracer, fallback } = options
  const app: App = new Hono({ strict: false })

  app.use(observeRequests(log))
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins))
  mount(app, routes, serve)
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
    // 503 is an outage, or that all places are taken; 500 is a fault of ours.
    if (problem.status === 500) reportError(problem.cause ?? problem, { job: context.get('jobId') })
    return context.get('problemShape')?.(problem) ?? problemResponse(problem, context.get('requestId'))
  })
  return app

  async function serve(route: Route, context: RequestContext): Promise<Response> {
    if (route.answerHeaders !== undefined) context.set('answerHeaders', route.answerHeaders)
    if (route.problemShape !== undefined) context.set('problemShape', route.problemShape)
    // What is asked every few seconds, by probes, is not worth a trace.
    if (route.open === undefined) {
      context.set('span', startServerSpan(tracer, route, context))
      await admit(route, context, options)
    }
    const input = checkedInput(route, context)
    return auditRequest(database, log, route, context, () => route.handle(context, input))
  }
}

function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowHeaders: [
      ...['authorization', 'x-api-key', 'content-type', 'last-event-id', 'traceparent'],
      ...tusRequestHeaders,
    ],
    exposeHeaders: ['location', 'retry-after', 'x-request-id', ...tusAnswerHeaders],
    maxAge: 600,
  })
}

/** Each route at its address, and 405 for what its address does not take. */
function mount(
  app: App,
  routes: readonly Route[],
  serve: (route: Route, context: RequestContext) => Promise<Response>,
): void {
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
}
