import { countDeadLetters, type DeadLetterFilter } from '../api/stream.ts'
import { go, href, route } from '../app/route.ts'
import { count } from '../ui/formatNumber.ts'
import { useResource } from '../ui/useResource.ts'
import { type LetterStatus, statusOf } from './readFilter.ts'

interface ReasonsProps {
  readonly filter: DeadLetterFilter
  readonly status: LetterStatus
  /** What the list was read as last: the reasons are read again with it. */
  readonly fresh: unknown
}

/** The letters by their reason, where there is more than one; one of them narrows the list. */
export function Reasons({ filter, status, fresh }: ReasonsProps) {
  const { total } = (fresh ?? {}) as { total?: number }
  const load = (signal: AbortSignal) => countDeadLetters({ ...filter, status: statusOf(status) }, signal)
  const { data } = useResource(`reasons ${JSON.stringify(filter)} ${status} ${total}`, load)
  if (data === undefined || data.length < 2) return null
  const narrow = (stage: string, reason: string): void =>
    go(href(['stream'], { ...Object.fromEntries(route.peek().query), offset: undefined, stage, reason }))
  return (
    <ul class="plain-list" aria-label="Reasons">
      {data.map(({ stage, reason_code, reason, letters, permanent }) => (
        <li key={`${stage} ${reason_code}`}>
          <button type="button" class="button small" onClick={() => narrow(stage, reason_code)}>
            {count(letters)} × <code>{reason_code}</code> at {stage}
          </button>{' '}
          <span class="muted small">
            {permanent === letters ? 'fail the same way again' : 'may pass when redriven'}; the newest: {reason}
          </span>
        </li>
      ))}
    </ul>
  )
}
