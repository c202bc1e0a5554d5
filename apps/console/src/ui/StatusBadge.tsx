import { Icon, type IconName } from './Icon.tsx'

const looks: Readonly<Record<string, { tone: string; icon: IconName; text?: string }>> = {
  pending: { tone: 'quiet', icon: 'clock' },
  running: { tone: 'busy', icon: 'running' },
  succeeded: { tone: 'good', icon: 'check' },
  done: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'cross' },
  refused: { tone: 'quiet', icon: 'cross' },
  open: { tone: 'bad', icon: 'cross' },
  redriven: { tone: 'good', icon: 'retry' },
  paused: { tone: 'quiet', icon: 'clock' },
  stopped: { tone: 'quiet', icon: 'stop' },
  begun: { tone: 'busy', icon: 'running' },
  sent: { tone: 'busy', icon: 'running', text: 'under way' },
  waiting: { tone: 'quiet', icon: 'clock' },
  missing: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'trash' },
  discarded: { tone: 'quiet', icon: 'trash' },
}

/** A status by word, sign and colour. */
export function StatusBadge({ status }: { status: string }) {
  const { tone, icon, text } = looks[status] ?? { tone: 'quiet', icon: 'clock' as const }
  return (
    <span class={`badge ${tone}`}>
      <Icon name={icon} />
      {text ?? status}
    </span>
  )
}
