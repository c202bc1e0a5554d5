import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon.tsx'

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-title">{title}</p>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  )
}
