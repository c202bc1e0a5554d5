import { scaleLinear, scaleUtc } from 'd3-scale'
import type { Tick } from './Frame.ts'

/** About so many round values between two ends, whichever way the axis runs. */
export function numberTicks([from, to]: readonly [number, number], about: number): Tick[] {
  const scale = scaleLinear().domain([from, to])
  const format = scale.tickFormat(about)
  return scale.ticks(about).map((value) => ({ value, label: format(value) }))
}

/** Times in UTC, milliseconds since 1970-01-01T00:00Z. */
export function timeTicks([from, to]: readonly [number, number], about: number): Tick[] {
  const scale = scaleUtc().domain([from, to])
  const format = scale.tickFormat(about)
  return scale.ticks(about).map((time) => ({ value: time.getTime(), label: format(time) }))
}
