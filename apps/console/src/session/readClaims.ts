export interface Claims {
  readonly subject: string | undefined
  readonly role: string | undefined
  /** Milliseconds since 1970-01-01T00:00Z; undefined for a token that does not expire. */
  readonly expires: number | undefined
}

/**
 * What a JWT says of itself. Only the gateway can tell whether it is genuine; this is for telling the person
 * early what is wrong with it.
 *
 * @returns undefined for what is not a JWT
 */
export function readClaims(token: string): Claims | undefined {
  const [, payload, signature, ...rest] = token.split('.')
  if (!payload || !signature || rest.length > 0) return undefined
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof claims !== 'object' || claims === null) return undefined
    const { sub, role, exp } = claims as Record<string, unknown>
    return {
      subject: typeof sub === 'string' ? sub : undefined,
      role: typeof role === 'string' ? role : undefined,
      expires: typeof exp === 'number' ? exp * 1000 : undefined,
    }
  } catch {
    return undefined
  }
}

/** What a person pastes: often with the word Bearer, quotes or line breaks of a terminal. */
export function cleanToken(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^ ?(authorization: ?)?(bearer )?/i, '')
    .replaceAll(/["' ]/g, '')
}
