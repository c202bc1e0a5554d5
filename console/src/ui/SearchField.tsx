import { useEffect, useId, useState } from 'preact/hooks'
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
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text.trim()), 350)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
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
