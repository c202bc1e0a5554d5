import { Icon, type IconName } from './Icon.tsx'

interface IconButtonProps {
  readonly icon: IconName
  /** What it does, read out. */
  readonly label: string
  /** Shown where the pointer rests; the label where nothing is said. */
  readonly title?: string
  readonly disabled?: boolean
  readonly onClick: () => void
}

export function IconButton({ icon, label, title = label, disabled = false, onClick }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={title} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
