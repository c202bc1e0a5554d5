import { count } from '../ui/formatNumber.ts'
import { utcTime } from '../ui/formatTime.ts'

/** A decoded record as a tree: what is long is closed at first. */
export function RecordView({ type, value }: { type: string; value: unknown }) {
  return (
    <div class="record">
      <p class="muted small">{type}</p>
      <Branch value={value} />
    </div>
  )
}

const shortList = 12

function Branch({ value }: { value: unknown }) {
  if (!isBranch(value)) return <Leaf value={value} />
  return (
    <ul class="tree">
      {Object.entries(value).map(([name, child]) => (
        <li key={name}>
          {isBranch(child) && Object.keys(child).length > 0 ? (
            <details open={Object.keys(child).length <= shortList && !isNumbers(child)}>
              <summary>
                <code>{name}</code> <span class="muted small">{sizeOf(child)}</span>
              </summary>
              {isNumbers(child) ? <pre class="code">{numbersOf(child)}</pre> : <Branch value={child} />}
            </details>
          ) : (
            <>
              <code>{name}</code> <Leaf value={child} />
              {isMoment(name, child) ? <span class="muted small"> {utcTime(child)} UTC</span> : null}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Leaf({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span class="muted">null</span>
  if (isBranch(value)) return <span class="muted">{Array.isArray(value) ? 'none' : 'empty'}</span>
  return <span class="break">{typeof value === 'string' ? value : String(value)}</span>
}

/** Times are milliseconds since 1970, which nobody reads. */
const isMoment = (name: string, value: unknown): value is number =>
  typeof value === 'number' && /(_at|^at|timestamp|date_\w+)$/.test(name) && value > 0

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isNumbers = (value: Record<string, unknown>): boolean =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number' || entry === null)
const sizeOf = (value: Record<string, unknown>): string =>
  Array.isArray(value) ? `${count(value.length)} ${value.length === 1 ? 'entry' : 'entries'}` : ''

function numbersOf(value: Record<string, unknown>): string {
  const list = Object.values(value)
  const text = list
    .slice(0, 500)
    .map((entry) => (entry === null ? 'missing' : String(entry)))
    .join('  ')
  return list.length > 500 ? `${text}  … ${count(list.length - 500)} more` : text
}
