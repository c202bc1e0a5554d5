import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from './Icon.tsx'

/** A text to search by, which is told when the person stops typing. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (text: string) => void
}) {
  const [text, setText] = useState(value)
  const id = useId()
  const told = useRef(value)
  const tell = useRef(onChange)
  tell.current = onChange
  // A value from elsewhere (a step back in the history) takes the place of what was typed; our own does not.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === told.current) return
    const timer = setTimeout(() => {
      told.current = text.trim()
      tell.current(told.current)
    }, 350)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div class="search">
      <label for={id}>{label}</label>
      <span class="search-box">
        <Icon name="search" />
        <input
          id={id}
          class="input"
          type="search"
          maxLength={200}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </span>
    </div>
  )
}
