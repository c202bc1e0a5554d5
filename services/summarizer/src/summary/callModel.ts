import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import type { Settings } from '../settings.ts'
import { boundedFetch } from './boundedFetch.ts'
import { checkAnswer } from './checkAnswer.ts'
import type { Prompt } from './prompt.ts'

const maxAnswerBytes = 262_144
const maxAnswerTokens = 400
const retryAfterMs = 500

export type CallModel = (prompt: Prompt, signal: AbortSignal) => Promise<string>

/**
 * Asks the model. A second try is made for what may pass (no connection, 408, 429, 5xx), if the signal still
 * gives the time for it.
 *
 * @throws what went wrong, in words; the signal's reason where it was aborted, at whatever byte of the answer.
 */
export function makeCallModel(settings: Settings): CallModel | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, LLM_MODEL: model } = settings
  if (apiKey === undefined) return undefined
  // Its own retries and timeout are switched off: the one has no bound as a whole, the other ends at the headers.
  const client = new OpenAI({
    apiKey,
    ...(baseURL === undefined ? {} : { baseURL }),
    maxRetries: 0,
    timeout: settings.LLM_TIMEOUT_SECONDS * 1000,
    fetch: boundedFetch(maxAnswerBytes),
  })

  return async (prompt, signal) => {
    try {
      return await ask(prompt, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!mayPass(error)) throw error
      await sleep(waitMs(error), undefined, { signal }).catch(() => signal.throwIfAborted())
      return await ask(prompt, signal)
    }
  }

  async function ask({ system, user }: Prompt, signal: AbortSignal): Promise<string> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
    const asked = client.chat.completions.create(
      {
        model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        max_tokens: maxAnswerTokens,
        temperature: 0.2,
      },
      { signal },
    )
    // The client may not hear the signal while it reads a body.
    const answer = await Promise.race([asked, aborted])
    const choice = answer.choices?.[0]
    return checkAnswer(choice?.message?.content, choice?.finish_reason)
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return true
  return (
    error instanceof OpenAI.APIError && (error.status === 408 || error.status === 429 || (error.status ?? 0) >= 500)
  )
}

/** As long as the server asks for, by Retry-After in seconds. */
function waitMs(error: unknown): number {
  if (!(error instanceof OpenAI.APIError)) return retryAfterMs
  const seconds = Number(error.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : retryAfterMs
}
