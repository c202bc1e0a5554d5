import { useState } from 'preact/hooks'
import { announce } from '../app/announce.ts'
import { Icon } from './Icon.tsx'

/** A text to take elsewhere: an id, a command. */
export function Copyable({ text, label, short }: { text: string; label: string; short?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    announce(`${label} copied`)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <span class="copyable">
      <code title={text}>{short ?? text}</code>
      <button
        type="button"
        class="icon-button small"
        onClick={() => void copy()}
        aria-label={`Copy ${label}`}
        title={`Copy ${label}`}
      >
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
    </span>
  )
}
