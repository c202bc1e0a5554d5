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
  let ofWindow = 0
  for (let i = 0; i < count; i++) {
    const here = pressure[i]
    while (ofGradient < gradientEdges.length && here >= gradientEdges[ofGradient]) ofGradient++
    while (ofDistance < distanceEdges.length && here >= distanceEdges[ofDistance]) ofDistance++
    while (ofWindow < windowEdges.length && here >= windowEdges[ofWindow]) ofWindow++
    gradientZone[i] = ofGradient
    distanceZone[i] = ofDistance
    reach[i] = Math.ceil(windowWidth(here, ofWindow) / 2) + 1
  }
}

/** @param zone how many of `windowEdges` the pressure has reached */
function windowWidth(pressure: number, zone: number): number {
  if (zone === 0) return windowWidths[0]
  if (zone === windowEdges.length) return windowWidths[zone - 1]
  const share = (pressure - windowEdges[zone - 1]) / (windowEdges[zone] - windowEdges[zone - 1])
  return windowWidths[zone - 1] + (windowWidths[zone] - windowWidths[zone - 1]) * share
}
