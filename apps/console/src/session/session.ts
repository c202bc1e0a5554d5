import { computed, signal } from '@preact/signals'
import { readClaims } from './readClaims.ts'

/** For this tab only: gone when it is closed, and never in an address. */
const key = 'floatchat.token'

const stored = sessionStorage.getItem(key)
const token = signal<string | undefined>(stored ?? undefined)

/** Who is signed in; undefined before the first sign-in and after signing out. */
export const session = computed(() => (token.value === undefined ? undefined : readClaims(token.value)))

/** The gateway has refused the token that the page was opened with: sign in again, the page stays as it is. */
export const expired = signal(false)

let signedIn = Promise.withResolvers<void>()

export function currentToken(): string | undefined {
  return token.peek()
}

export function signIn(next: string): void {
  sessionStorage.setItem(key, next)
  token.value = next
  expired.value = false
  signedIn.resolve()
  signedIn = Promise.withResolvers()
}

export function signOut(): void {
  sessionStorage.removeItem(key)
  token.value = undefined
  expired.value = false
}

/** Asks for a new token; resolves when there is one. A request that was refused in the meantime is not asked twice. */
export function untilSignedIn(refused: string | undefined): Promise<void> {
  if (token.peek() !== refused && token.peek() !== undefined) return Promise.resolve()
  expired.value = token.peek() !== undefined
  return signedIn.promise
}
