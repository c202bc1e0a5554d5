import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { unreachable } from '../api/ApiProblem.ts'
import type { FloatRow } from '../api/floats.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

/** The map comes when it is looked at. */
export function LazyFloatMap(props: { floats: readonly FloatRow[] }) {
  const [FloatMap, setFloatMap] = useState<ComponentType<{ floats: readonly FloatRow[] }>>()
  const [failed, setFailed] = useState(false)
  const load = (): void => {
    setFailed(false)
    import('./FloatMap.tsx').then(
      (loaded) => setFloatMap(() => loaded.FloatMap),
      () => setFailed(true),
    )
  }
  useEffect(load, [])
  if (failed) return <ProblemNotice problem={unreachable()} retry={load} />
  return FloatMap === undefined ? <p class="loading">Loading the map…</p> : <FloatMap {...props} />
}
