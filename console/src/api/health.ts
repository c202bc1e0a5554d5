import type { Health as HealthAnswer } from './generated/openApi.ts'

/** What `/health` says, to anyone. */
export interface Health {
  /** False where uploads cannot be taken. */
  readonly takesUploads: boolean
  readonly parts: readonly { readonly name: string; readonly healthy: boolean; readonly state: string }[]
}

/** Asks for the system's state. An answer of 503 tells of it, too. */
export async function readHealth(signal: AbortSignal): Promise<Health> {
  let response: Response
  try {
    response = await fetch('/health', { signal, cache: 'no-store' })
  } catch (error) {
    if (signal.aborted) throw error
    return { takesUploads: false, parts: [{ name: 'gateway', healthy: false, state: 'cannot be reached' }] }
  }
  const { checks } = (await response.json().catch(() => ({}))) as Partial<HealthAnswer>
  const parts = Object.entries(checks ?? {}).map(([name, state]) => ({ name, healthy: state === 'ok', state }))
  return { takesUploads: response.ok, parts }
}
