import { setTimeout as sleep } from 'node:timers/promises'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
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

const { tries, longestMs: longestPauseMs } = schedules.site
export const usualPatience: Patience = { idleMs: 30_000, tries, longestPauseMs }

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
  const schedule = { ...schedules.site, tries: patience.tries, longestMs: patience.longestPauseMs }
  return async (url: URL, options: FetchOptions): Promise<Answer> => {
    try {
      return await tryAgain(schedule, { mayPass, signal: options.signal }, () => once(url, options))
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      throw new SiteProblem('away', `${url.host} does not give ${url.pathname}: ${error.message}.`)
    }
  }

  async function once(url: URL, options: FetchOptions): Promise<Answer> {
    await pause(quietUntil - performance.now(), options.signal)
    const answer = await ask(url, options, patience.idleMs).catch((error: unknown) => {
      throw new NoAnswer(sayOf(error))
    })
    if (answer.status !== 429 && answer.status < 500) return answer
    await answer.discard()
    const stated = retryAfterMs(answer.headers.get('retry-after'))
    const afterMs = stated === undefined ? undefined : Math.min(patience.longestPauseMs, stated)
    if (afterMs !== undefined) quietUntil = Math.max(quietUntil, performance.now() + afterMs)
    throw new NoAnswer(`it answers with status ${answer.status}`, afterMs)
  }
}

/** The site gave nothing this time; its message goes on after the name of what was asked for. */
class NoAnswer extends Error {
  /** When the site wants to be asked again, milliseconds from now, where it says so. */
  readonly afterMs: number | undefined

  constructor(said: string, afterMs?: number) {
    super(said)
    this.afterMs = afterMs
  }
}

const mayPass = (error: unknown): boolean | number => error instanceof NoAnswer && (error.afterMs ?? true)

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
