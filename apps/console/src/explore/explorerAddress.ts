import { effect } from '@preact/signals'
import { go, href, parseRoute, route } from '../app/route.ts'
import { depthText, parseDepth } from '../plots/depthZoom.ts'
import type { Exploration } from './Exploration.ts'
import { type FlagChoice, flagChoices } from './withFlags.ts'

/** What the address says of what is looked at: `?float=5906072&profiles=3,5&depth=0,200`. */
export function readAddress(exploration: Exploration): void {
  const { query } = route.peek()
  exploration.float.value = query.get('float') ?? undefined
  exploration.mode.value = (['R', 'A', 'D'] as const).find((mode) => mode === query.get('mode'))
  const flags = query.get('flags') ?? ''
  if (flags in flagChoices) exploration.flags.value = flags as FlagChoice
  exploration.depth.value = parseDepth(query.get('depth'))
  const ids = (query.get('profiles') ?? '').split(',').map(Number)
  exploration.picked.value = new Set(ids.filter((id) => Number.isInteger(id) && id > 0).slice(0, 50))
}

/** Writes what is looked at into the address, so that it can be shared. */
export function keepInAddress(exploration: Exploration): () => void {
  return effect(() => {
    const float = exploration.float.value
    const profiles = [...exploration.picked.value].join(',')
    const flags = exploration.flags.value
    changeQuery({
      ...{ float, profiles, mode: exploration.mode.value, flags: flags === 'all' ? undefined : flags },
      depth: depthText(exploration.depth.value),
    })
  })
}

/** Changes a part of the present address. */
export function changeQuery(change: Readonly<Record<string, string | undefined>>): void {
  const { path, query } = route.peek()
  // The person has gone elsewhere, and the page has not heard of it yet: their address stays.
  if (parseRoute(location.hash).path.join('/') !== path.join('/')) return
  const next = href(path, { ...Object.fromEntries(query), ...change })
  if (next !== location.hash) go(next, { replace: true })
}
