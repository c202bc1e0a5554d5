import { expect, it } from 'vitest'
import { serveHealth } from './serveHealth.ts'
import { version } from './version.ts'

it('says of every service which release it is, and what is away', async () => {
  const checks = { database: async () => undefined, bucket: () => Promise.reject(new Error('nobody answers')) }
  const health = await serveHealth({
    ...{ host: '127.0.0.1', port: 0, live: () => true, checks },
    about: () => ({ stage: 'mirror' }),
  })
  const response = await fetch(`http://127.0.0.1:${health.port}/readyz`)
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({
    ...{ ready: false, version, stage: 'mirror' },
    checks: { database: 'ok', bucket: 'nobody answers' },
  })
  await health.close()
})
