import { useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'
import { announce } from '../app/announce.ts'
import { Icon } from '../ui/Icon.tsx'

export type ExportKind = 'png' | 'svg' | 'csv'

const kinds: readonly { kind: ExportKind; label: string; title: string }[] = [
  { kind: 'png', label: 'PNG', title: 'The picture, in pixels' },
  { kind: 'svg', label: 'SVG', title: 'The picture, in lines' },
  { kind: 'csv', label: 'CSV', title: 'The data behind it' },
]

/** Takes the picture or its data away as a file. */
export function ExportButtons({ onExport }: { onExport: (kind: ExportKind) => Promise<void> }) {
  const [busy, setBusy] = useState<ExportKind>()
  const take = async (kind: ExportKind): Promise<void> => {
    setBusy(kind)
    // Drawing a large picture takes a moment: the button says so first.
    await new Promise((resolve) => setTimeout(resolve, 20))
    try {
      await onExport(kind)
      announce(`${kind.toUpperCase()} saved`)
    } catch (error) {
      announce(`It could not be saved: ${sentenceOf(error)}`)
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <fieldset class="button-row export">
      <legend class="visually-hidden">Save as</legend>
      {kinds.map(({ kind, label, title }) => (
        <button
          key={kind}
          type="button"
          class="button small"
          title={title}
          disabled={busy !== undefined}
          onClick={() => void take(kind)}
        >
          <Icon name="download" /> {busy === kind ? '…' : label}
        </button>
      ))}
    </fieldset>
  )
}
