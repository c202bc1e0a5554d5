import { useEffect, useRef, useState } from 'preact/hooks'
import { type Found, search } from '../api/search.ts'
import { Icon } from '../ui/Icon.tsx'
import { useResource } from '../ui/useResource.ts'
import { go, href } from './route.ts'

const kinds = { float: 'float', dataset: 'file', job: 'job' } as const
const rooms = { float: 'floats', dataset: 'datasets', job: 'jobs' } as const

const addressOf = ({ kind, id }: Found): string => href([rooms[kind], id])

/** One search for a float, a file or a job. Enter goes to the first that is found, the arrow keys to the others. */
export function SearchBox() {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  const { data, loading } = useResource(asked === '' ? undefined : `search ${asked}`, (signal) => search(asked, signal))
  const found = asked === text.trim() && !loading ? data : undefined
  const leave = (): void => {
    setOpen(false)
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const reached = [...(place.current?.querySelectorAll<HTMLElement>('input, a') ?? [])]
    const at = reached.indexOf(document.activeElement as HTMLElement)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') leave()
    if (event.key === 'Enter' && at === 0 && found?.[0] !== undefined) {
      go(addressOf(found[0]))
      leave()
    }
    if (step === 0) return
    event.preventDefault()
    reached[at + step]?.focus()
  }
  return (
    <search
      class="search-everything"
      ref={place}
      onKeyDown={onKeyDown}
      onFocusIn={() => setOpen(true)}
      onFocusOut={({ relatedTarget }) => {
        if (!place.current?.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <span class="search-box">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          aria-label="Find a float, a file or a job"
          placeholder="Float, file or job"
          maxLength={200}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </span>
      {open && text.trim() !== '' ? <FoundList found={found} onLeave={leave} /> : null}
    </search>
  )
}

function FoundList({ found, onLeave }: { found: readonly Found[] | undefined; onLeave: () => void }) {
  return (
    <div class="popover found" role="status">
      {found === undefined ? (
        <p class="muted">Looking…</p>
      ) : found.length === 0 ? (
        <p class="muted">Nothing is held under this name or number.</p>
      ) : (
        <ul>
          {found.map((one) => (
            <li key={`${one.kind} ${one.id}`}>
              <a href={addressOf(one)} onClick={onLeave}>
                <span class="muted small">{kinds[one.kind]}</span> <span class="file-name">{one.name || one.id}</span>
                {one.part_of === null ? null : <span class="muted small"> in {one.part_of}</span>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
