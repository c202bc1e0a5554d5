import { count } from './formatNumber.ts'

export interface NumberItem {
  readonly label: string
  readonly value: number | string
  readonly note?: string
  readonly tone?: 'bad' | 'warn'
}

/** A row of numbers that can be taken in at a look. */
export function Numbers({ items }: { items: readonly NumberItem[] }) {
  return (
    <dl class="numbers">
      {items.map(({ label, value, note, tone }) => (
        <div key={label} {...(tone === undefined ? {} : { class: tone })}>
          <dt>{label}</dt>
          <dd>
            {typeof value === 'number' ? count(value) : value}
            {note === undefined ? null : ' '}
            {note === undefined ? null : <span class="note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
