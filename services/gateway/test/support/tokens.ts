import { type JWTPayload, SignJWT } from 'jose'

export const secretKey = 'dev-secret-key-change-in-production'

/** A token as the gateway takes it, with other claims or another key on request. */
export function token(claims: JWTPayload = {}, key: string = secretKey, alg = 'HS256'): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sub: 'tester', role: 'admin', exp: now + 3600, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(key))
}
