import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoSecrets } from './support/expectNoSecrets.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { problem } from './support/problem.ts'
import { keyPair, secretKey, token } from './support/tokens.ts'

const base = '/api/v1/datasets'
let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-tokens')
  gateway = await installation.start({ DEBUG: 'false' })
})
afterAll(() => installation?.close())

const bare = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(gateway.url + path, { method, headers })

const now = Math.floor(Date.now() / 1000)
const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"role":"admin"}').toString('base64url')}.`
const refused: [string, () => Promise<string | undefined>, number][] = [
  ['none at all', async () => undefined, 401],
  ['another scheme', async () => 'Basic YWRtaW46YWRtaW4=', 401],
  ['nonsense', async () => 'Bearer nonsense', 401],
  ['alg none', async () => `Bearer ${none}`, 401],
  ['alg none with a signature', async () => `Bearer ${none}c2ln`, 401],
  ['another secret', async () => `Bearer ${await token({}, 'another-secret')}`, 401],
  ['another algorithm of the same family', async () => `Bearer ${await token({}, secretKey, 'HS512')}`, 401],
  ['expired', async () => `Bearer ${await token({ exp: now - 60 })}`, 401],
  ['not yet valid', async () => `Bearer ${await token({ nbf: now + 600 })}`, 401],
  ['without a role', async () => `Bearer ${await token({ role: undefined })}`, 403],
  ['with another role', async () => `Bearer ${await token({ role: 'user' })}`, 403],
  ['RS256 where no keys are configured', async () => `Bearer ${(await keyPair('RS256')).signed}`, 401],
]
test.each(refused)('%s', async (_, make, status) => {
  const authorization = await make()
  const response = await bare(`${base}/jobs`, authorization === undefined ? {} : { authorization })
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="floatchat"/)
  await problem(response, status)
})
test('every operation but health and the document wants one', async () => {
  const document = (await (await bare('/openapi.json')).json()) as { paths: Record<string, Record<string, object>> }
  const open = ['/health', '/openapi.json', '/api/v1/uploads options']
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const method of Object.keys(operations)) {
      const address = path.replace('{job_id}', '00000000-0000-4000-8000-000000000000').replace(/\{\w+\}/, '1')
      const { status } = await bare(address, {}, method.toUpperCase())
      const isOpen = open.includes(path) || open.includes(`${path} ${method}`)
      expect([path, isOpen ? status < 300 : status]).toEqual([path, isOpen || 401])
    }
  }
})
test('RS256 and ES256 by JWKS; a public key is not taken for a secret', async () => {
  const [rsa, ec] = [await keyPair('RS256'), await keyPair('ES256')]
  const jwks = createServer((_, response) => response.end(JSON.stringify({ keys: [rsa.jwk, ec.jwk] })))
  await new Promise<void>((listening) => jwks.listen(0, '127.0.0.1', listening))
  const JWT_JWKS_URL = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/`
  const keyed = await installation.start({ JWT_JWKS_URL })
  const status = async (bearer: string) =>
    (await fetch(`${keyed.url}${base}/jobs`, { headers: { authorization: `Bearer ${bearer}` } })).status
  expect(await status(rsa.signed)).toBe(200)
  expect(await status(ec.signed)).toBe(200)
  expect(await status(await token())).toBe(200)
  expect(await status((await keyPair('RS256')).signed)).toBe(401)
  expect(await status(await token({}, JSON.stringify(rsa.jwk)))).toBe(401)
  expect(await status(await rsa.sign({ role: 'user' }))).toBe(403)
  await keyed.stop()
  const unreachable = await installation.start({ JWT_JWKS_URL: 'http://127.0.0.1:9/' })
  const response = await fetch(`${unreachable.url}${base}/jobs`, {
    headers: { authorization: `Bearer ${rsa.signed}` },
  })
  expect(response.status).toBe(503)
  await unreachable.stop()
  jwks.close()
})
test('none of them is in the log', async () => {
  await expectNoSecrets(gateway, installation)
})
