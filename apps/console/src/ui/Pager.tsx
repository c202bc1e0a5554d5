import { count } from './formatNumber.ts'
import { Icon } from './Icon.tsx'

interface PagerProps {
  readonly what: string
  readonly total: number
  readonly offset: number
  readonly limit: number
  /** The address of the page that begins after so many. */
  readonly to: (offset: number) => string
}

/** Steps through a list, by addresses. */
export function Pager({ what, total, offset, limit, to }: PagerProps) {
  if (total === 0) return null
  const last = Math.min(total, offset + limit)
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <span>
        {count(Math.min(offset + 1, total))}–{count(last)} of {count(total)} {what}
      </span>
      {total <= limit && offset === 0 ? null : (
        <span class="pager-steps">
          <Step to={offset > 0 ? to(Math.max(0, offset - limit)) : undefined} icon="left" label="Previous page" />
          <Step to={last < total ? to(offset + limit) : undefined} icon="right" label="Next page" />
        </span>
      )}
    </nav>
  )
}

function Step({ to, icon, label }: { to: string | undefined; icon: 'left' | 'right'; label: string }) {
  if (to === undefined) {
    return (
      <button type="button" class="icon-button" disabled aria-label={label}>
        <Icon name={icon} />
      </button>
    )
  }
  return (
    <a class="icon-button" href={to} aria-label={label} title={label}>
      <Icon name={icon} />
    </a>
  )
}
