import { z } from 'zod'

/** What tests 16 and 18 need of temperature or salinity of a profile. */
export const parameterFacts = z.object({
  /** Deepest pressure with a good value, decibar. */
  deepest: z.number().nullable(),
  /** Mean of the good values over the deepest 100 dbar. */
  deep_mean: z.number().nullable(),
  /** Means of the values that are not bad by slabs of 50 dbar from the surface; null for one without a value. */
  slabs: z.array(z.number().nullable()),
})
export type ParameterFacts = z.output<typeof parameterFacts>

export interface NeighbourFacts {
  readonly temperature: ParameterFacts | null
  readonly salinity: ParameterFacts | null
}

/** A primary core profile of a float as its neighbours see it. */
export interface NeighbourProfile extends NeighbourFacts {
  readonly profileId: number
  readonly cycle: number
  readonly direction: 'A' | 'D'
  /** Time of the fix, days since 1950-01-01; null where there is none to be used. */
  readonly juld: number | null
  /** Degrees; null where the position is not to be used. */
  readonly latitude: number | null
  readonly longitude: number | null
}

/** Best values of a profile, level by level; what is no number is missing. Flags are a character a level. */
export interface BestValues {
  readonly values: readonly unknown[]
  readonly flags: string
}

/** A profile of which a test failed; bits as in `quality_tests`. */
export interface NeighbourVerdict {
  readonly profileId: number
  readonly failedTests: number
  readonly temperatureTests: number
  readonly salinityTests: number
  readonly reasons: readonly string[]
}
