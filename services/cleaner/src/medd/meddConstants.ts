/**
 * Constants of the MEDD test: specification of MEDD 1.2 (Dobler, Euro-Argo), the same in the routine that the data
 * centres run. Pressures in decibar, gradients in units a decibar.
 *
 * @module
 */

/** What MEDD knows of a parameter. */
export interface MeddParameter {
  /** Limit of the gradient in each of the six zones whose lower edges are `gradientEdges` and the bottom. */
  readonly gradient: readonly number[]
  /** Limit of two gradients that follow one another with different signs. */
  readonly reversal: readonly number[]
  /** A gradient below this, or above that, is doubtful for its sign alone. */
  readonly gradientRange: readonly [least: number, most: number]
  /** Distance from the median in each of four zones that begin at the surface and at `distanceEdges`, as a share of the extent. */
  readonly distance: readonly number[]
  /** Extent of the parameter in the profile, held within these. */
  readonly extent: readonly [least: number, most: number]
  /** At a level where the gradient is above this the median stays what it is at the top of a series. */
  readonly topGradient: number
}

export const gradientEdges = [60, 150, 500, 1000, 2100] as const
/** Pressures at which the width of the median's window is given; linear between, constant beyond. */
export const windowEdges = [150, 500, 1000, 1500] as const
export const windowWidths = [110, 180, 400, 500] as const
export const distanceEdges = [500, 1000, 1500] as const
/** Extent of pressure by which the axis is scaled. */
export const pressureExtent = 700
/** From here on a steep way back to the levels above tells more than the median. */
export const deepFrom = 1950
/** So many levels or fewer are not judged. */
export const tooFewLevels = 5
/** Below both of these two levels are too close for their gradient to mean anything. */
export const closeValues = 0.01
export const closePressures = 5
/** Deeper than any sea. At such a pressure EOS-80 gives no density but numbers without bound. */
export const deepestJudged = 12_000

const unbounded = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

export const meddTemperature: MeddParameter = {
  gradient: [5, 3.5, 0.5, 0.15, 0.05, 0.0004],
  reversal: [0.08, 0.08, 0.03, 0.01, 0.003, 0.0004],
  gradientRange: [Number.NEGATIVE_INFINITY, 0.5],
  distance: [0.15, 0.15, 0.1, 0.1],
  extent: [4, 10],
  topGradient: 0.1,
}
export const meddSalinity: MeddParameter = {
  gradient: [1, 1, 0.08, 0.02, 0.004, 0.0002],
  reversal: [0.01, 0.01, 0.005, 0.0001, 0.0002, 0.0002],
  gradientRange: unbounded,
  distance: [0.08, 0.08, 0.07, 0.07],
  extent: [1, 5],
  topGradient: Number.POSITIVE_INFINITY,
}
export const meddDensity: MeddParameter = {
  gradient: [1.5, 0.07, 0.07, 0.005, 0.005, 0.0004],
  reversal: [0.006, 0.006, 0.001, 0.0004, 0.0004, 0.0004],
  gradientRange: [-0.001, Number.POSITIVE_INFINITY],
  distance: [0.08, 0.08, 0.04, 0.04],
  extent: [1, 6],
  topGradient: Number.POSITIVE_INFINITY,
}
