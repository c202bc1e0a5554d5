import { effect } from '@preact/signals'
import { go, href, route } from '../app/route.ts'
import type { Exploration } from './Exploration.ts'

/** What the address says of what is looked at: `?float=5906072&profiles=3,5`. */
export function readAddress(exploration: Exploration): void {
  const { query } = route.peek()
  exploration.float.value = query.get('float') ?? undefined
  const ids = (query.get('profiles') ?? '').split(',').map(Number)
  exploration.picked.value = new Set(ids.filter((id) => Number.isInteger(id) && id > 0).slice(0, 50))
}

/** Writes what is looked at into the address, so that it can be shared. */
export function keepInAddress(exploration: Exploration): () => void {
  return effect(() => {
    const float = exploration.float.value
    const profiles = [...exploration.picked.value].join(',')
    changeQuery({ float, profiles })
  })
}

/** Changes a part of the present address. */
export function changeQuery(change: Readonly<Record<string, string | undefined>>): void {
  const { path, query } = route.peek()
  const next = href(path, { ...Object.fromEntries(query), ...change })
  if (next !== location.hash) go(next, { replace: true })
}
