import type { ComponentType } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { unreachable } from '../api/ApiProblem.ts'
import type { ExplorerProps } from '../explore/Explorer.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

/** Map and plots come when they are looked at: the first page of the console stays light. */
export function LazyExplorer(props: ExplorerProps) {
  const [Explorer, setExplorer] = useState<ComponentType<ExplorerProps>>()
  const [failed, setFailed] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    import('../explore/Explorer.tsx').then(
      (loaded) => setExplorer(() => loaded.Explorer),
      () => setFailed(true),
    )
  }, [])
  useEffect(load, [load])
  if (failed) return <ProblemNotice problem={unreachable()} retry={load} />
  return Explorer === undefined ? <p class="loading">Loading map and plots…</p> : <Explorer {...props} />
}
