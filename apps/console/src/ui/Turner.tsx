import { count } from './formatNumber.ts'

interface TurnerProps {
  /** The rows, in words. */
  readonly what: string
  readonly total: number
  readonly limit: number
  readonly offset: number
  readonly setOffset: (offset: number) => void
}

/** Turns the pages of a list within a page, which has no address of its own. */
export function Turner({ what, total, limit, offset, setOffset }: TurnerProps) {
  if (total <= limit) return null
  return (
    <div class="button-row">
      <button
        type="button"
        class="button small"
        disabled={offset === 0}
        onClick={() => setOffset(Math.max(0, offset - limit))}
      >
        Earlier {what}
      </button>
      <button
        type="button"
        class="button small"
        disabled={offset + limit >= total}
        onClick={() => setOffset(offset + limit)}
      >
        Further {what}
      </button>
      <span class="muted">
        {count(offset + 1)}–{count(Math.min(total, offset + limit))} of {count(total)}
      </span>
    </div>
  )
}
