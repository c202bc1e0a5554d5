import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { sentenceOf } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

/** Why there is no answer: the gateway is away or busy and may be asked again, or it said no. */
export type Unanswered = { readonly away: string } | { readonly refused: string }

/** Asks the gateway for a document. Never throws for what the network does. */
export async function askGateway<Schema extends z.ZodType<object>>(
  { url, token }: Gateway,
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | Unanswered> {
  let response: Response
  let text: string
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    response = await fetch(new URL(path, url), { headers, signal: AbortSignal.timeout(10_000) })
    text = await response.text()
  } catch (error) {
    return { away: error instanceof Error ? error.message : String(error) }
  }
  if (response.status === 200) return schema.parse(JSON.parse(text))
  if (response.status === 429) await sleep((Number(response.headers.get('retry-after')) || 1) * 1000)
  const sentence = sentenceOf(response.status, text)
  return response.status === 429 || response.status >= 500 ? { away: sentence } : { refused: sentence }
}
