import type { DeadLetterFilter } from '../api/stream.ts'

/** Open ones that ask for something; files that this system will never take; what was done with the others. */
export const letterStatuses = ['open', 'refused', 'redriven', 'discarded', 'all'] as const
export type LetterStatus = (typeof letterStatuses)[number]

/** Which dead letters an address means. Without a status those that are open, but for files that are never taken. */
export function readFilter(query: URLSearchParams): { filter: DeadLetterFilter; status: LetterStatus } {
  const given = query.get('status')
  const status = letterStatuses.find((status) => status === given) ?? 'open'
  const filter: Record<string, string | boolean> = {}
  for (const name of ['stage', 'job', 'reason', 'since']) {
    const value = query.get(name)?.trim()
    if (value) filter[name] = value
  }
  if (status === 'open' || status === 'refused') filter.refused = status === 'refused'
  return { filter, status }
}

/** The status as the gateway knows it; undefined for any. */
export function statusOf(status: LetterStatus): 'open' | 'redriven' | 'discarded' | undefined {
  if (status === 'all') return undefined
  return status === 'refused' ? 'open' : status
}
