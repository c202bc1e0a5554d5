import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAuthenticate } from './authenticate.ts'

const SECRET_KEY = 'a secret of more than thirty-two characters'
const base = { NODE_ENV: 'production', SECRET_KEY, TOKEN_MAX_HOURS: 24 }
const noKey = async () => undefined
const now = Math.floor(Date.now() / 1000)
const hour = 3600

const shared = (claims: object, key: string | Uint8Array = SECRET_KEY, header: object = {}) =>
  new SignJWT({ sub: 'a', role: 'admin', ...claims })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(typeof key === 'string' ? new TextEncoder().encode(key) : key)
const outcome = (authenticate: ReturnType<typeof makeAuthenticate>, token: string) =>
  authenticate(`Bearer ${token}`).then(
    ({ role }) => role,
    (error: { status: number }) => error.status,
  )

describe('in production', () => {
  const authenticate = makeAuthenticate(base, noKey)

  test.each([
    ['an hour', { iat: now, exp: now + hour }, 'admin'],
    ['made a moment ahead of our clock', { iat: now + 3, exp: now + hour }, 'admin'],
    ['no end', { iat: now }, 401],
    ['no beginning', { exp: now + hour }, 401],
    ['made too long ago, whatever its end', { iat: now - 25 * hour, exp: now + 1000 * hour }, 401],
    ['made in the future', { iat: now + hour, exp: now + 2 * hour }, 401],
  ] as const)('%s', async (_, claims, expected) => {
    expect(await outcome(authenticate, await shared(claims))).toBe(expected)
  })

  test('says which claim is missing', async () => {
    await expect(authenticate(`Bearer ${await shared({ iat: now })}`)).rejects.toThrow('must have the claim exp')
  })
})

test('elsewhere a token without an end is taken', async () => {
  expect(await outcome(makeAuthenticate({ ...base, NODE_ENV: 'development' }, noKey), await shared({}))).toBe('admin')
})

describe('a key is never taken for another kind', () => {
  let server: Server
  let authenticate: ReturnType<typeof makeAuthenticate>
  let rsa: Awaited<ReturnType<typeof pair>>
  let ec: Awaited<ReturnType<typeof pair>>
  let stranger: Awaited<ReturnType<typeof pair>>
  const symmetric = new TextEncoder().encode('a shared secret that somebody put among the public keys')
  const claims = { sub: 'a', role: 'admin', iat: now, exp: now + hour }

  async function pair(alg: string) {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    return { alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid: alg, alg, use: 'sig' } }
  }
  const signed = ({ alg, privateKey }: Awaited<ReturnType<typeof pair>>, header: object = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: alg, ...header }).sign(privateKey)
  /** Header and claims as somebody writes them who has no key. */
  const forged = (header: object, signature = 'c2ln') => `${payloadOf(header)}.${signature}`
  const payloadOf = (header: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  /** By hand, where the library refuses to. */
  const signedBy = (key: string, header: object) =>
    forged(header, createHmac('sha256', key).update(payloadOf(header)).digest('base64url'))

  beforeAll(async () => {
    ;[rsa, ec, stranger] = await Promise.all([pair('RS256'), pair('ES256'), pair('RS256')])
    const oct = { kty: 'oct', k: Buffer.from(symmetric).toString('base64url'), kid: 'HS256', alg: 'HS256' }
    server = createServer((_, response) => response.end(JSON.stringify({ keys: [rsa.jwk, ec.jwk, oct] })))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const JWT_JWKS_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    authenticate = makeAuthenticate({ ...base, JWT_JWKS_URL }, noKey)
  })
  afterAll(() => server.close())

  test('the right ones are taken', async () => {
    expect(await outcome(authenticate, signedBy(SECRET_KEY, { alg: 'HS256' }))).toBe('admin')
    for (const key of [rsa, ec]) expect(await outcome(authenticate, await signed(key))).toBe('admin')
  })

  test.each([
    [
      'a public key as text for the secret',
      async () => shared(claims, await exportSPKI(rsa.publicKey), { kid: 'RS256' }),
    ],
    ['a public key as JSON', () => shared(claims, JSON.stringify(rsa.jwk), { kid: 'RS256' })],
    ['the modulus', () => shared(claims, Buffer.from(String(rsa.jwk.n), 'base64url'), { kid: 'RS256' })],
    ['a shared secret from the list of public keys', () => shared(claims, symmetric, { kid: 'HS256' })],
    [
      'the secret for a public key',
      () =>
        shared(claims, SECRET_KEY, { alg: 'HS256', kid: 'RS256' }).then((token) =>
          forged({ alg: 'RS256', kid: 'RS256' }, token.split('.')[2]),
        ),
    ],
    ['an empty secret', () => signedBy('', { alg: 'HS256' })],
    ['a key that the token brings itself', () => signed(stranger, { jwk: stranger.jwk })],
    ['a list of keys that the token names', () => signed(stranger, { jku: 'http://127.0.0.1:9/keys' })],
    ['another key under the id of one', () => signed(stranger, { kid: 'RS256' })],
    ['the id of a key of another kind', () => signed(ec, { kid: 'RS256' })],
    [
      'an algorithm of the same family',
      async () => {
        const { privateKey } = await generateKeyPair('PS256', { extractable: true })
        return new SignJWT(claims).setProtectedHeader({ alg: 'PS256', kid: 'RS256' }).sign(privateKey)
      },
    ],
    ['no algorithm', () => forged({ alg: 'none' }, '')],
    ['none, in other letters', () => forged({ alg: 'nOnE' })],
    ['an extension that must be understood', () => signedBy(SECRET_KEY, { alg: 'HS256', crit: ['x'], x: 1 })],
  ] as const)('%s', async (_, make) => {
    expect(await outcome(authenticate, await make())).toBe(401)
  })
})
