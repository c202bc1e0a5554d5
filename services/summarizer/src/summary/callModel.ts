import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import OpenAI from 'openai'
import type { Settings } from '../settings.ts'
import { boundedFetch } from './boundedFetch.ts'
import { checkAnswer } from './checkAnswer.ts'
import type { Prompt } from './prompt.ts'

const maxAnswerBytes = 262_144
const maxAnswerTokens = 400

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

  return (prompt, signal) => tryAgain(schedules.model, { mayPass, signal }, () => ask(prompt, signal))

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

/** After as long as the server asks for, by Retry-After in seconds. */
function mayPass(error: unknown): boolean | number {
  if (error instanceof OpenAI.APIConnectionError) return true
  if (!(error instanceof OpenAI.APIError)) return false
  if (error.status !== 408 && error.status !== 429 && (error.status ?? 0) < 500) return false
  const seconds = Number(error.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : true
}
