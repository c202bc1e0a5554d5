import { setTimeout as sleep } from 'node:timers/promises'
import { SiteProblem } from './Site.ts'

export interface FetchOptions {
  readonly method?: 'GET' | 'HEAD'
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface Patience {
  /** How long nothing may come before a request counts as lost, milliseconds. */
  readonly idleMs: number
  /** How often a request is made before the site counts as away. */
  readonly tries: number
  /** The longest pause between two tries, whatever Retry-After says, milliseconds. */
  readonly longestPauseMs: number
}

export const usualPatience: Patience = { idleMs: 30_000, tries: 4, longestPauseMs: 120_000 }

/** An answer whose body is broken off where nothing more of it comes. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: AsyncIterable<Uint8Array>
  discard(): Promise<void>
}

/**
 * HTTP requests to one site. What may pass (no answer, 429, 5xx) is asked again after a moment, or after as long as the
 * site says; while it says so nobody else asks it either.
 */
export function patientFetch(patience: Patience = usualPatience) {
  // By the clock that nobody sets.
  let quietUntil = 0
  return async (url: URL, options: FetchOptions): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      await pause(quietUntil - performance.now(), options.signal)
      let said: string
      let wait = Math.min(patience.longestPauseMs, 200 * 4 ** (attempt - 1)) * (0.5 + Math.random() / 2)
      try {
        const answer = await ask(url, options, patience.idleMs)
        if (answer.status !== 429 && answer.status < 500) return answer
        await answer.discard()
        said = `it answers with status ${answer.status}`
        const stated = retryAfterMs(answer.headers.get('retry-after'))
        if (stated !== undefined) {
          wait = Math.min(patience.longestPauseMs, stated)
          quietUntil = Math.max(quietUntil, performance.now() + wait)
        }
      } catch (error) {
        if (options.signal.aborted) throw options.signal.reason
        said = sayOf(error)
      }
      if (attempt >= patience.tries)
        throw new SiteProblem('away', `${url.host} does not give ${url.pathname}: ${said}.`)
      await pause(wait, options.signal)
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal })
  signal.throwIfAborted()
}

/** Retry-After in seconds, or as a date (RFC 9110, 10.2.3). */
export function retryAfterMs(text: string | null, now = Date.now()): number | undefined {
  if (text === null) return undefined
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : (Date.parse(text) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined
}

async function ask(url: URL, { method = 'GET', headers, signal }: FetchOptions, idleMs: number): Promise<Answer> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(new Error(`nothing came for ${idleMs / 1000} s`)), idleMs)
  const { origin, pathname, search } = url
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  try {
    const response = await fetch(new URL(pathname + search, origin), {
      method,
      headers: {
        'user-agent': 'floatchat-mirror',
        // Indexes are packed by themselves, and a length that is announced is that of the bytes.
        'accept-encoding': 'identity',
        ...(url.username === '' ? {} : { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
        ...headers,
      },
      signal: AbortSignal.any([signal, silence.signal]),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: watched(response.body, timer),
      async discard() {
        clearTimeout(timer)
        await response.body?.cancel().catch(() => {})
      },
    }
  } catch (error) {
    clearTimeout(timer)
    throw error
  }
}

async function* watched(body: ReadableStream<Uint8Array> | null, timer: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body ?? []) {
      timer.refresh()
      yield chunk
    }
  } finally {
    clearTimeout(timer)
  }
}

/** What happened in a few words: the innermost cause says most. */
export function sayOf(error: unknown): string {
  let current = error
  while (current instanceof Error && current.cause instanceof Error) current = current.cause
  return current instanceof Error ? current.message : String(current)
}
