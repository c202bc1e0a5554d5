import type { MeddScratch } from './MeddScratch.ts'
import { closePressures, closeValues, type MeddParameter } from './meddConstants.ts'

/**
 * Fills `gradient` and `doubtful`: levels at which the parameter changes too fast with pressure, or turns too sharply,
 * to have a part in a median.
 *
 * @param count levels, in the order of their pressure
 */
export function findDoubtful(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
): void {
  const { pressure, gradientZone, gradient, doubtful } = scratch
  const { gradient: limits, reversal } = parameter
  const [least, most] = parameter.gradientRange
  for (let i = 1; i < count; i++) {
    const change = values[i] - values[i - 1]
    const distance = pressure[i] - pressure[i - 1]
    const isClose = Math.abs(change) < closeValues && distance < closePressures
    gradient[i] = isClose ? 0 : change / distance
  }
  // The first level has none of its own.
  gradient[0] = gradient[1]

  doubtful[0] = 0
  doubtful[count - 1] = 0
  for (let i = 1; i < count - 1; i++) {
    const here = gradient[i]
    const next = gradient[i + 1]
    doubtful[i] =
      ((here > 0 && next < 0) || (here < 0 && next > 0)) &&
      Math.abs(here) > reversal[gradientZone[i]] &&
      Math.abs(next) > reversal[gradientZone[i + 1]]
        ? 1
        : 0
  }
  doubtful[0] = doubtful[1]

  for (let i = 0; i < count; i++) {
    const here = gradient[i]
    if (here < least || here > most || Math.abs(here) > limits[gradientZone[i]]) doubtful[i] = 1
  }
}
