import { expect } from 'vitest'

/** The documented problem of a status, whole: a sentence, an id that is also in the header, nothing of our workings. */
export async function problem(response: Response, status: number) {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const body = (await response.json()) as { detail: string; instance: string; status: number }
  expect(body).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status,
    detail: expect.stringMatching(/[.]$/),
    instance: `urn:uuid:${response.headers.get('x-request-id')}`,
  })
  expect(body.detail).not.toMatch(/\bat \/|node_modules|select |Error:/)
  return body.detail
}
