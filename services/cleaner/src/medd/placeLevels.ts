import type { MeddScratch } from './MeddScratch.ts'
import { distanceEdges, gradientEdges, windowEdges, windowWidths } from './meddConstants.ts'

/**
 * Fills what follows from pressure alone, the same for temperature, salinity and density: the zone of the gradient's
 * limits, that of the distance, and how far the median's window reaches. A zone includes its upper edge.
 *
 * @param count levels, in the order of their pressure
 */
export function placeLevels(count: number, scratch: MeddScratch): void {
  const { pressure, gradientZone, distanceZone, reach } = scratch
  let ofGradient = 0
  let ofDistance = 0
  for (let i = 0; i < count; i++) {
    const here = pressure[i]
    while (ofGradient < gradientEdges.length && here >= gradientEdges[ofGradient]) ofGradient++
    while (ofDistance < distanceEdges.length && here >= distanceEdges[ofDistance]) ofDistance++
    gradientZone[i] = ofGradient
    distanceZone[i] = ofDistance
    reach[i] = Math.ceil(windowWidth(here) / 2) + 1
  }
}

function windowWidth(pressure: number): number {
  if (pressure < windowEdges[0]) return windowWidths[0]
  for (let zone = 0; zone < windowEdges.length - 1; zone++) {
    if (pressure >= windowEdges[zone + 1]) continue
    const share = (pressure - windowEdges[zone]) / (windowEdges[zone + 1] - windowEdges[zone])
    return windowWidths[zone] + (windowWidths[zone + 1] - windowWidths[zone]) * share
  }
  return windowWidths[windowWidths.length - 1]
}
