import { jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { makeToken } from './makeToken.ts'

const key = (text: string): Uint8Array => new TextEncoder().encode(text)

it('signs role, subject and expiry', async () => {
  const token = await makeToken({ secretKey: 'secret', role: 'admin', subject: 'someone', expires: '1h' })
  const { payload, protectedHeader } = await jwtVerify(token, key('secret'), { algorithms: ['HS256'] })
  expect(protectedHeader.alg).toBe('HS256')
  expect(payload).toMatchObject({ role: 'admin', sub: 'someone' })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600)
})

it('can make one that has expired, to try the gateway with', async () => {
  const token = await makeToken({ secretKey: 'secret', role: 'admin', subject: 'someone', expires: '-1m' })
  await expect(jwtVerify(token, key('secret'))).rejects.toThrow('exp')
})
