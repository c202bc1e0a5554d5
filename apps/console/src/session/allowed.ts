import { effect, signal } from '@preact/signals'
import type { Me } from '../api/generated/openApi.ts'
import { request } from '../api/request.ts'
import { session } from './session.ts'

const operations = signal<ReadonlySet<string> | undefined>(undefined)

/**
 * Whether the person's role may do what the operation of the gateway's document does. While that is not known yet
 * everything is shown: the gateway refuses what must not be.
 */
export const mayDo = (operation: string): boolean => operations.value?.has(operation) ?? true

/** Asks who is signed in, whenever somebody else is. */
export function watchAllowed(): () => void {
  return effect(() => {
    const claims = session.value
    operations.value = undefined
    if (claims === undefined) return
    request<Me>('/api/v1/me').then(
      ({ allowed }) => {
        if (session.peek() === claims) operations.value = new Set(allowed)
      },
      // An outage, or a gateway of before: everything is shown.
      () => undefined,
    )
  })
}
