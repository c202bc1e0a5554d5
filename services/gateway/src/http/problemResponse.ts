import { z } from 'zod'
import { type HttpProblem, titles } from './HttpProblem.ts'

export const problemType = 'application/problem+json'

/** Every error's body, as RFC 9457 has it. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The phrase of the status.'),
    status: z.int().describe('The status of the answer.'),
    detail: z.string().describe('What happened and what to do, in a sentence.'),
    instance: z.string().describe('The id of this answer, to be quoted to the operators; also in X-Request-Id.'),
  })
  .meta({ id: 'Problem' })

export function problemResponse(error: HttpProblem, requestId: string): Response {
  const body: z.output<typeof problem> = {
    type: 'about:blank',
    title: titles[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
  }
  const headers = { ...error.headers, 'content-type': problemType }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}
