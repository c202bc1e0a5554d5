import { useEffect } from 'preact/hooks'

/** Names the tab after what is looked at, once it is known. */
export function useTitle(name: string | null | undefined): void {
  useEffect(() => {
    if (name) document.title = `${name} · FloatChat ingestion`
  }, [name])
}
