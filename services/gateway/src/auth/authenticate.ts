import type { ApiKey } from '@floatchat/db/keys/ApiKey'
import { digestOfKey } from '@floatchat/operations/apiKeys'
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import { HttpProblem } from '../http/HttpProblem.ts'
import type { Settings } from '../settings.ts'
import { type Role, roles, toRole } from './Role.ts'

/** Who asks, as a good token says. */
export interface TokenBearer {
  readonly subject: string | undefined
  readonly role: Role
}
/** @param credential what stands in Authorization; that of an API key may also come by X-API-Key. */
export type Authenticate = (credential: string | undefined) => Promise<TokenBearer>

/** A token that was found good is taken on trust for so long, milliseconds, or until it expires. */
const trustMs = 30_000
const mostTrusted = 1_000

type AuthSettings = Pick<
  Settings,
  'NODE_ENV' | 'SECRET_KEY' | 'JWT_JWKS_URL' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'TOKEN_MAX_HOURS'
>

/**
 * Who asks: the bearer of an API key, or of a JWT with a role. HS256 is checked with SECRET_KEY, and
 * RS256 and ES256 with the keys at JWT_JWKS_URL where that is set. The key is chosen by the algorithm and
 * each key serves its own algorithms only, so that a public key is never taken for a shared secret. In production a token
 * says when it was made and when it expires, and is good for so many hours at most, whatever it says.
 *
 * @param findKey the API key of the digest, where it may be used now.
 */
export function makeAuthenticate(
  settings: AuthSettings,
  findKey: (digest: string) => Promise<Pick<ApiKey, 'name' | 'role'> | undefined>,
): Authenticate {
  const secret = new TextEncoder().encode(settings.SECRET_KEY)
  const keys = settings.JWT_JWKS_URL === undefined ? undefined : createRemoteJWKSet(new URL(settings.JWT_JWKS_URL))
  const expected: JWTVerifyOptions = {
    ...(settings.JWT_ISSUER === undefined ? {} : { issuer: settings.JWT_ISSUER }),
    ...(settings.JWT_AUDIENCE === undefined ? {} : { audience: settings.JWT_AUDIENCE }),
    // Clocks of different machines.
    clockTolerance: 5,
    ...(settings.NODE_ENV === 'production'
      ? { requiredClaims: ['exp', 'iat'], maxTokenAge: settings.TOKEN_MAX_HOURS * 3600 }
      : {}),
  }

  /** By the header; until when, by the clock that nobody sets. */
  const trusted = new Map<string, { readonly caller: TokenBearer; readonly until: number }>()

  return async (authorization) => {
    const before = trusted.get(authorization ?? '')
    if (before !== undefined && performance.now() < before.until) return before.caller
    if (authorization === undefined)
      throw unauthorized('This needs a token: send Authorization: Bearer <JWT or API key>.')
    const key = /^Bearer +(fck_[\w-]{20,100}) *$/i.exec(authorization)?.[1]
    if (key !== undefined) return withKey(key)
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization)?.[1]
    if (token === undefined) throw unauthorized('The Authorization header holds no bearer token.', 'invalid_request')
    const claims = await verify(token).catch((error: unknown) => {
      throw refusal(error)
    })
    const role = toRole(claims.role)
    if (role === undefined) throw forbidden(`The role of this token is none of ${roles.join(', ')}.`)
    const caller = { subject: claims.sub, role }
    trust(authorization, caller, claims.exp)
    return caller
  }

  /** Asked for each time: a key that was revoked is refused at once, by every gateway. */
  async function withKey(secret: string): Promise<TokenBearer> {
    const key = await findKey(digestOfKey(secret))
    if (key === undefined) throw unauthorized('This API key was never made, was revoked, or has expired.')
    return { subject: `key ${key.name}`, role: key.role }
  }

  /** One client's many uploads are checked once: a signature costs more than the rest of a small request. */
  function trust(authorization: string, caller: TokenBearer, expires = Number.POSITIVE_INFINITY): void {
    if (trusted.size >= mostTrusted) trusted.clear()
    const leftMs = expires * 1000 - Date.now()
    trusted.set(authorization, { caller, until: performance.now() + Math.min(trustMs, leftMs) })
  }

  async function verify(token: string): Promise<JWTPayload> {
    if (decodeProtectedHeader(token).alg === 'HS256') {
      return (await jwtVerify(token, secret, { ...expected, algorithms: ['HS256'] })).payload
    }
    if (keys === undefined) throw new errors.JOSEAlgNotAllowed('only HS256 is taken')
    return (await jwtVerify(token, keys, { ...expected, algorithms: ['RS256', 'ES256'] })).payload
  }
}

function refusal(error: unknown): HttpProblem {
  if (error instanceof errors.JWTExpired) return unauthorized('The token has expired: get a new one.')
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return unauthorized(`The token must have the claim ${error.claim}.`)
    const why = error.claim === 'nbf' ? 'is not valid yet' : `has a claim that is not accepted (${error.claim})`
    return unauthorized(`The token ${why}.`)
  }
  // Everything else that the library names is about the token; what it does not name is about reaching the keys.
  if (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== 'ERR_JOSE_GENERIC'
  ) {
    return unauthorized('The token is not valid: its signature, algorithm or form is not accepted.')
  }
  if (error instanceof TypeError && !isNetwork(error)) return unauthorized('The token is malformed.')
  return new HttpProblem(
    503,
    'Tokens cannot be checked at the moment: the keys are out of reach. Try again.',
    { 'retry-after': '5' },
    error,
  )
}

/** A role that may not do what was asked for. */
export function forbidden(detail: string): HttpProblem {
  return new HttpProblem(403, detail, { 'www-authenticate': 'Bearer realm="floatchat", error="insufficient_scope"' })
}

const isNetwork = (error: Error) => error.message === 'fetch failed'

function unauthorized(detail: string, error = 'invalid_token'): HttpProblem {
  return new HttpProblem(401, detail, { 'www-authenticate': `Bearer realm="floatchat", error="${error}"` })
}
