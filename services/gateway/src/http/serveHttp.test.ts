import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { App } from './createApp.ts'
import { serveHttp } from './serveHttp.ts'

test('who sends is told to keep a connection longer than a load balancer does', async () => {
  const app = new Hono().get('/', (context) => context.text('here')) as unknown as App
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true })
  try {
    const asked = request({ host: '127.0.0.1', port: server.port, agent }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    const [, seconds] = /timeout=(\d+)/.exec(String(answer.headers['keep-alive'])) ?? []
    expect(Number(seconds)).toBeGreaterThan(60)
  } finally {
    agent.destroy()
    await server.close(1_000)
  }
})
