import { currentToken, untilSignedIn } from '../session/session.ts'
import { ApiProblem, readProblem, unreachable } from './ApiProblem.ts'

export interface RequestOptions {
  readonly method?: 'GET' | 'POST'
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** Instead of the session's, for trying it out. */
  readonly token?: string
}

const tries = 3

/**
 * Asks the gateway and reads its JSON. A refused token opens the sign-in, and the request goes on with the new
 * one, so that nothing that was entered is lost. What may pass (429, 503, no answer) is tried again, but
 * never a POST.
 *
 * @throws ApiProblem
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await respond(path, options)
  return (await response.json()) as T // The gateway's schemas say the shape; openapi.json is made from them.
}

/** As `request`, for the answer as it comes. */
export async function respond(path: string, options: RequestOptions = {}): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const token = options.token ?? currentToken()
    try {
      return await send(path, options, token)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status === 401 && options.token === undefined) {
        await orAborted(untilSignedIn(token), options.signal)
        continue
      }
      if (options.method === 'POST' || !error.mayPass || attempt === tries) throw error
      const seconds = Math.min(10, error.retryAfter ?? attempt * 0.5)
      await orAborted(new Promise((resolve) => setTimeout(resolve, seconds * 1000)), options.signal)
    }
  }
}

async function send(path: string, options: RequestOptions, token: string | undefined): Promise<Response> {
  const { method = 'GET', query = {}, body, headers = {}, signal } = options
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, `${value}`)
  const address = search.size === 0 ? path : `${path}?${search}`
  let response: Response
  try {
    response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      cache: 'no-store',
      credentials: 'omit',
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
  if (response.ok) return response
  throw readProblem(response.status, await response.text(), response.headers.get('retry-after'))
}

function orAborted(wait: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return wait
  signal.throwIfAborted()
  const stopped = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => stopped.reject(signal.reason), { once: true })
  return Promise.race([wait, stopped.promise])
}
