import type { ComponentType } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { unreachable } from '../api/ApiProblem.ts'
import { ProblemNotice } from './ProblemNotice.tsx'

/**
 * A component that comes when it is looked at: the first page of the console stays light.
 *
 * @param what it is, in words
 */
export function lazily<Props extends object>(
  what: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return function Lazy(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props>>()
    const [failed, setFailed] = useState(false)
    const begin = useCallback(() => {
      setFailed(false)
      load().then(
        (component) => setLoaded(() => component),
        () => setFailed(true),
      )
    }, [])
    useEffect(begin, [begin])
    if (failed) return <ProblemNotice problem={unreachable()} retry={begin} />
    return Loaded === undefined ? <p class="loading">Loading {what}…</p> : <Loaded {...props} />
  }
}
