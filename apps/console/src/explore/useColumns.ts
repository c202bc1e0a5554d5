import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** How many columns a grid has room for at the moment. `there` tells that it is on the page. */
export function useColumns(grid: RefObject<HTMLElement | null>, there: boolean): number {
  const [columns, setColumns] = useState(1)
  useEffect(() => {
    const element = grid.current
    if (element === null || !there) return
    const look = (): void => setColumns(getComputedStyle(element).gridTemplateColumns.split(' ').length)
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [grid, there])
  return columns
}
