import type { MeddScratch } from './MeddScratch.ts'
import { closePressures, closeValues, type MeddParameter } from './meddConstants.ts'

/** In `doubtful`: the parameter changes too fast with pressure, or turns too sharply, for a part in a median. */
export const isDoubtful = 1
/** In `doubtful`: the gradient is above `topGradient`. */
export const isWarming = 2

/**
 * Fills `doubtful` from the vertical gradient of each level, from the level above.
 *
 * @param count levels, in the order of their pressure, three or more
 */
export function findDoubtful(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
): void {
  const { pressure, gradientZone, doubtful } = scratch
  const { gradient: limits, reversal, topGradient } = parameter
  const [least, most] = parameter.gradientRange

  // The first level has no gradient of its own: it has that of the second, and turns where the second turns.
  let here = gradientAt(1, values, pressure)
  const first = here
  for (let i = 1; i < count; i++) {
    const next = i + 1 < count ? gradientAt(i + 1, values, pressure) : Number.NaN
    const turns =
      ((here > 0 && next < 0) || (here < 0 && next > 0)) &&
      Math.abs(here) > reversal[gradientZone[i]] &&
      Math.abs(next) > reversal[gradientZone[i + 1]]
    const isSteep = here < least || here > most || Math.abs(here) > limits[gradientZone[i]]
    doubtful[i] = (turns || isSteep ? isDoubtful : 0) | (here > topGradient ? isWarming : 0)
    if (i === 1) {
      const isFirstSteep = first < least || first > most || Math.abs(first) > limits[gradientZone[0]]
      doubtful[0] = (turns || isFirstSteep ? isDoubtful : 0) | (first > topGradient ? isWarming : 0)
    }
    here = next
  }
}

function gradientAt(i: number, values: Float64Array, pressure: Float64Array): number {
  const change = values[i] - values[i - 1]
  const distance = pressure[i] - pressure[i - 1]
  const isClose = Math.abs(change) < closeValues && distance < closePressures
  return isClose ? 0 : change / distance
}
