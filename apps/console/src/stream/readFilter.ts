import type { DeadLetterFilter } from '../api/stream.ts'

export const letterStatuses = ['open', 'redriven', 'discarded', 'all'] as const
export type LetterStatus = (typeof letterStatuses)[number]

/** Which dead letters an address means. Without a status those that are open. */
export function readFilter(query: URLSearchParams): { filter: DeadLetterFilter; status: LetterStatus } {
  const given = query.get('status')
  const status = letterStatuses.find((status) => status === given) ?? 'open'
  const filter: Record<string, string> = {}
  for (const name of ['stage', 'job', 'reason', 'since']) {
    const value = query.get(name)?.trim()
    if (value) filter[name] = value
  }
  return { filter, status }
}
