import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

export interface Resource<T> {
  /** What was read last; stays while it is read anew. */
  readonly data: T | undefined
  readonly problem: unknown
  readonly loading: boolean
  readonly reload: () => void
}

/**
 * Reads something when `key` changes, and again every `pollMs` while the tab is looked at.
 *
 * @param key names what is read; undefined for nothing
 */
export function useResource<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  { pollMs }: { pollMs?: number | undefined } = {},
): Resource<T> {
  const [state, setState] = useState<{ key?: string; data?: T; problem?: unknown; loading: boolean }>({ loading: true })
  const [turn, setTurn] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const reload = useCallback(() => setTurn((turn) => turn + 1), [])

  useEffect(() => {
    if (key === undefined) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async (): Promise<void> => {
      setState((last) => (last.key === key ? { ...last, loading: true } : { key, loading: true }))
      try {
        const data = await latest.current(stop.signal)
        if (!stop.signal.aborted) setState({ key, data, loading: false })
      } catch (problem) {
        if (!stop.signal.aborted) setState((last) => ({ ...last, key, problem, loading: false }))
      }
      if (!stop.signal.aborted && pollMs !== undefined) timer = setTimeout(again, pollMs)
    }
    // A tab in the background asks again when it is looked at.
    const again = (): void => {
      if (document.hidden) document.addEventListener('visibilitychange', again, { once: true, signal: stop.signal })
      else void read()
    }
    void read()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [key, pollMs, turn])

  const current = state.key === key
  return {
    data: current ? state.data : undefined,
    problem: current ? state.problem : undefined,
    loading: key !== undefined && (state.loading || !current),
    reload,
  }
}
