import type { GeoPermissibleObjects } from 'd3-geo'
import { useEffect, useState } from 'preact/hooks'
import { type Detail, landShape } from './landShapes.ts'

/** Coastlines, when they have come. */
export function useLand(detail: Detail): GeoPermissibleObjects | undefined {
  const [land, setLand] = useState<{ detail: Detail; shape: GeoPermissibleObjects }>()
  useEffect(() => {
    let wanted = true
    void landShape(detail).then((shape) => (wanted ? setLand({ detail, shape }) : undefined))
    return () => {
      wanted = false
    }
  }, [detail])
  return land?.detail === detail ? land.shape : undefined
}
