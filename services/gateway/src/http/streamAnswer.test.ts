import { once } from 'node:events'
import { type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from './Route.ts'
import { streamAnswer } from './streamAnswer.ts'

let server: Server
let partsMade = 0
let ended = 0
beforeAll(async () => {
  async function* endless() {
    try {
      for (;;) {
        partsMade += 1
        yield 'x'.repeat(1_000_000)
      }
    } finally {
      ended += 1
    }
  }
  const app = new Hono().get('/', (context) =>
    streamAnswer(context as unknown as RequestContext, endless(), {
      contentType: 'text/plain',
      failed: () => undefined,
      idleMs: 300,
    }),
  )
  server = createAdaptorServer({ fetch: app.fetch }) as Server // Created without options for HTTP/2.
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server?.close())

/** An answer of which nothing has been read. */
async function ask(): Promise<IncomingMessage> {
  const asked = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return answer
}

test('no more is made than the client takes, and one that takes nothing is cut off', async () => {
  const answer = await ask()
  const failed = once(answer, 'error')
  answer.pause()
  await expect.poll(() => ended, { timeout: 5_000 }).toBe(1)
  // What fits into the buffers of the two sockets, and one ahead.
  expect(partsMade).toBeLessThan(20)
  answer.resume()
  expect(String(await failed)).toContain('aborted')
})

test('the work ends when the client leaves', async () => {
  const answer = await ask()
  answer.on('error', () => undefined)
  answer.destroy()
  await expect.poll(() => ended, { timeout: 5_000 }).toBe(2)
})
