import { SignJWT } from 'jose'

interface TokenOptions {
  readonly secretKey: string
  readonly role: string
  readonly subject: string
  /** As jose reads it: '1h', '30m', '7d'. */
  readonly expires: string
}

/** A JWT that the gateway takes: HS256, with `sub`, `role`, `iat` and `exp`. */
export async function makeToken({ secretKey, role, subject, expires }: TokenOptions): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secretKey))
}
