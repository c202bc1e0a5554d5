import { count } from './formatNumber.ts'
import { Icon } from './Icon.tsx'
import { pageNumbers } from './pageNumbers.ts'

interface PagerProps {
  readonly what: string
  readonly total: number
  readonly offset: number
  readonly limit: number
  /** The address of the page that begins after so many. */
  readonly to: (offset: number) => string
}

/** Steps through a list and to any of its pages, by addresses. */
export function Pager({ what, total, offset, limit, to }: PagerProps) {
  if (total === 0) return null
  if (offset >= total)
    return (
      <p class="muted">
        There are {count(total)} {what}: this page lies beyond the last.{' '}
        <a href={to(limit * (Math.ceil(total / limit) - 1))}>To the last page</a>
      </p>
    )
  const last = Math.min(total, offset + limit)
  const page = Math.floor(offset / limit)
  const pages = Math.ceil(total / limit)
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <span>
        {count(offset + 1)}–{count(last)} of {count(total)} {what}
      </span>
      {pages <= 1 && offset === 0 ? null : (
        <span class="pager-steps">
          <Step to={offset > 0 ? to(Math.max(0, offset - limit)) : undefined} icon="left" label="Previous page" />
          {pageNumbers(page, pages).map((number, index) =>
            number === undefined ? (
              <span key={`gap ${index}`} class="muted">
                …
              </span>
            ) : (
              <a
                key={number}
                class="page-number"
                href={to(number * limit)}
                aria-label={`Page ${count(number + 1)}`}
                {...(number === page ? { 'aria-current': 'page' as const } : {})}
              >
                {count(number + 1)}
              </a>
            ),
          )}
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
