import { setTimeout as sleep } from 'node:timers/promises'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import type { z } from 'zod'
import { sentenceOf } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

/** Why there is no answer: the gateway is away or busy and may be asked again, or it said no. */
export type Unanswered = { readonly away: string } | { readonly refused: string }

export interface Question {
  readonly path: string
  /** Sent by POST, as JSON. */
  readonly body?: object
}

/** Asks the gateway for a document. Never throws for what the network does. Waits as long as a busy gateway asks for. */
export async function askGateway<Schema extends z.ZodType<object>>(
  { url, token }: Gateway,
  { path, body }: Question,
  schema: Schema,
): Promise<z.output<Schema> | Unanswered> {
  let response: Response
  let text: string
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' }
    const init = { headers, signal: AbortSignal.timeout(30_000) }
    response = await fetch(
      new URL(path, url),
      body === undefined ? init : { ...init, method: 'POST', body: JSON.stringify(body) },
    )
    text = await response.text()
  } catch (error) {
    return { away: error instanceof Error ? error.message : String(error) }
  }
  if (response.ok) return schema.parse(JSON.parse(text))
  const sentence = sentenceOf(response.status, text)
  if (response.status !== 429 && response.status < 500) return { refused: sentence }
  const seconds = Number(response.headers.get('retry-after')) || 0
  await sleep(Math.min(30, seconds) * 1000)
  return { away: sentence }
}

/**
 * As `askGateway`, asking again while the gateway is away or busy.
 *
 * @throws Error where it stays away, or says no.
 */
export async function askPatiently<Schema extends z.ZodType<object>>(
  gateway: Gateway,
  question: Question,
  schema: Schema,
  signal?: AbortSignal,
): Promise<z.output<Schema>> {
  const isAway = (error: unknown): error is Away => error instanceof Away
  try {
    return await tryAgain(schedules.question, { mayPass: isAway, signal }, async () => {
      const answer: z.output<Schema> | Unanswered = await askGateway(gateway, question, schema)
      if ('refused' in answer) throw new Error(answer.refused)
      if (!('away' in answer)) return answer
      throw new Away(answer.away)
    })
  } catch (error) {
    if (!isAway(error)) throw error
    const seconds = schedules.question.patienceMs / 1000
    throw new Error(`The gateway has not answered for ${seconds} s (${error.message}).`)
  }
}

class Away extends Error {}
