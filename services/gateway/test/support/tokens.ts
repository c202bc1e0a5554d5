import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const secretKey = 'dev-secret-key-change-in-production'

/** A token as the gateway takes it, with other claims or another key on request. */
export function token(claims: JWTPayload = {}, key: string = secretKey, alg = 'HS256'): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sub: 'tester', role: 'admin', exp: now + 3600, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(key))
}

/** A key of its own, as a server of keys (JWKS) has it, and tokens signed by it. */
export async function keyPair(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const kid = `${alg}-${Math.random()}`
  const sign = (claims: JWTPayload) =>
    new SignJWT({ sub: 'tester', ...claims }).setProtectedHeader({ alg, kid }).setExpirationTime('1h').sign(privateKey)
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }, sign, signed: await sign({ role: 'admin' }) }
}
