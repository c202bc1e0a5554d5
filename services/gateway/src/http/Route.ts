import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import type { Span } from '@floatchat/service/tracing'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Role } from '../auth/Role.ts'
import type { HttpProblem } from './HttpProblem.ts'

/** What is known of a request before its handler runs. */
export interface RequestVariables {
  /** To be quoted by whoever reports a problem. RFC 9562 UUID. */
  requestId: string
  /** What is recorded of the request, where it has a route. */
  span?: Span
  /** Which token asks, as a digest of it: what is counted by caller is counted under this. */
  caller?: string
  /** The job that the request is about, for the log. */
  jobId?: string
  /** Headers that the route wants on every answer. */
  answerHeaders?: Readonly<Record<string, string>>
  /** How the route wants its problems told, where not as all do. */
  problemShape?: (problem: HttpProblem) => Response
  /** Who asks, as the token or the API key says. */
  subject?: string
  /** What it may do. */
  role?: Role
}

export type RequestContext = Context<{ Bindings: HttpBindings; Variables: RequestVariables }>

/** One operation of the interface: what it takes and answers, for checking, for serving and for the document. */
export interface Route<Params = unknown, Query = unknown> {
  readonly method: 'get' | 'post' | 'patch' | 'delete' | 'options'
  /** As in OpenAPI: `/jobs/{job_id}`. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly description?: string
  /** Answered without a token. */
  readonly open?: true
  /** Has bounds of its own: does not count towards the requests that a token may make in a minute. */
  readonly boundsItself?: true
  /** The least role that may ask; admin where nothing is said. */
  readonly role?: Role
  /**
   * What is asked for by another method than GET is noted in the audit log, unless the route does that within its own
   * transaction, or changes nothing.
   */
  readonly audit?: 'within' | 'nothing'
  /** Reads what came of the files: answered without a token where PUBLIC_READ is set. */
  readonly science?: true
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  /** Headers that the operation reads, for the document. */
  readonly headers?: Readonly<Record<string, string>>
  /** The request body of the document. */
  readonly requestBody?: object
  readonly answers: Readonly<Record<number, Answer>>
  /** How its problems are told to clients of another protocol; RFC 9457 where nothing is said. */
  readonly problemShape?: (problem: HttpProblem) => Response
  /** Headers that every answer has, problems too. */
  readonly answerHeaders?: Readonly<Record<string, string>>
  /** Statuses of problems that this operation answers besides those that all do. */
  readonly problems?: readonly number[]
  handle(context: RequestContext, input: { params: Params; query: Query }): Promise<Response> | Response
}

export interface Answer {
  readonly description: string
  /** Body as JSON. */
  readonly schema?: z.ZodType
  /** Further media types, with their schemas for the document: JSON Schema, or what it can be made from. */
  readonly content?: Readonly<Record<string, { readonly schema: z.ZodType | object }>>
}

/** The trace that the request belongs to, as what it causes is to carry it on. */
export function traceparentOfRequest(context: RequestContext): string {
  return traceparentOf(context.get('span')?.trace ?? continueTrace(undefined))
}

/** Keeps the types of params and query together with the handler. */
export function route<Params, Query>(definition: Route<Params, Query>): Route {
  return definition as Route // The app hands each handler what its own schemas gave.
}
