import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** What is given to the things that the arrow keys go to; the list's one Tab stop moves among them. */
export const roving = { 'data-roving': true, tabIndex: -1 } as const

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 10,
  PageUp: (at) => at - 10,
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * One Tab stop for a long list: the arrow keys, Page Up, Page Down, Home and End go from one thing to the next. Which has
 * the stop is kept on the page itself, and looked after at each drawing: what is drawn anew keeps it.
 */
export function useRoving(place: RefObject<HTMLElement | null>): {
  onKeyDown(event: KeyboardEvent): void
  onFocusIn(event: FocusEvent): void
} {
  const all = (): HTMLElement[] => [...(place.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])]
  const moveStop = (to: HTMLElement): void => {
    for (const one of all()) if (one.tabIndex !== -1) one.tabIndex = -1
    to.tabIndex = 0
  }
  useEffect(() => {
    const [first] = all()
    if (first !== undefined && !all().some(({ tabIndex }) => tabIndex === 0)) first.tabIndex = 0
  })
  return {
    onKeyDown(event) {
      const step = steps[event.key]
      const reached = all()
      const at = reached.indexOf(event.target as HTMLElement)
      if (step === undefined || at === -1) return
      event.preventDefault()
      const last = reached.length - 1
      reached[Math.max(0, Math.min(last, step(at, last)))]?.focus()
    },
    onFocusIn({ target }) {
      if (target instanceof HTMLElement && target.dataset.roving !== undefined) moveStop(target)
    },
  }
}
