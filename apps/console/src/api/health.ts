import type { Health as HealthAnswer } from './generated/openApi.ts'

/** What `/health` says, to anyone. */
export interface Health {
  /** False where uploads cannot be taken. */
  readonly takesUploads: boolean
  /** The servers, and the stages on the way of a file. */
  readonly parts: readonly {
    readonly name: string
    readonly healthy: boolean
    readonly state: string
    /** What is wrong with it, in a few words, where something is. */
    readonly sentence: string
  }[]
}

const gatewayAway = { name: 'gateway', healthy: false, state: 'cannot be reached', sentence: 'The gateway is away' }

/** Asks for the system's state. An answer of 503 tells of it, too. */
export async function readHealth(signal: AbortSignal): Promise<Health> {
  let response: Response
  try {
    response = await fetch('/health', { signal, cache: 'no-store' })
  } catch (error) {
    if (signal.aborted) throw error
    return { takesUploads: false, parts: [{ ...gatewayAway }] }
  }
  const { checks, stages } = (await response.json().catch(() => ({}))) as Partial<HealthAnswer>
  const servers = Object.entries(checks ?? {}).map(([name, state]) => ({
    ...{ name, healthy: state === 'ok', state, sentence: `${name} is away` },
  }))
  const onTheWay = (stages ?? []).map(({ stage, state, detail }) => ({
    ...{ name: stage, healthy: state === 'ok', state: detail ?? 'ok' },
    sentence: state === 'behind' ? `The ${stage} is behind` : `The ${stage} is not running`,
  }))
  return { takesUploads: response.ok, parts: [...servers, ...onTheWay] }
}
