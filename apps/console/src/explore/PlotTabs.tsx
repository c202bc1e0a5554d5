import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { route } from '../app/route.ts'
import { changeQuery } from './explorerAddress.ts'
import type { PlotProps } from './PlotProps.ts'
import { ProfilePanels } from './ProfilePanels.tsx'
import { SectionView } from './SectionView.tsx'
import { TsDiagram } from './TsDiagram.tsx'

const views = [
  { name: 'profiles', label: 'Profiles' },
  { name: 'ts', label: 'T–S diagram' },
  { name: 'section', label: 'Section over time' },
] as const

/** One kind of plot at a time; the arrow keys go from one to the next. */
export function PlotTabs(props: PlotProps) {
  const asked = route.peek().query.get('view')
  const view = useSignal(views.find(({ name }) => name === asked)?.name ?? 'profiles')
  const tabs = useRef<HTMLDivElement>(null)
  const show = (name: (typeof views)[number]['name']): void => {
    view.value = name
    changeQuery({ view: name === 'profiles' ? undefined : name })
  }
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const index = (views.findIndex(({ name }) => name === view.peek()) + by + views.length) % views.length
    show(views[index]?.name ?? 'profiles')
    tabs.current?.querySelectorAll('button')[index]?.focus()
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Kind of plot" ref={tabs} onKeyDown={step}>
        {views.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={view.value === name}
            aria-controls="plot-panel"
            tabIndex={view.value === name ? 0 : -1}
            onClick={() => show(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="plot-panel" aria-labelledby={`tab-${view.value}`}>
        {view.value === 'profiles' ? (
          <ProfilePanels {...props} />
        ) : view.value === 'ts' ? (
          <TsDiagram {...props} />
        ) : (
          <SectionView {...props} />
        )}
      </div>
    </>
  )
}
