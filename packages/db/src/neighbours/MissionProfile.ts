import { z } from 'zod'

/** What the `_meta.nc` file that holds says of the mission of a profile and of its float; null where it does not. */
export const mission = z.object({
  /** The deepest pressure that the float was set to reach, decibar. */
  profile_pressure: z.number().nullable(),
  /** The pressure at which it drifted before the profile, decibar. */
  park_pressure: z.number().nullable(),
  /** The model of its CTD where it is a deep float; null for any other. */
  deep_ctd: z.string().nullable(),
})
export type Mission = z.output<typeof mission>

/** What is read of every profile. */
export interface MissionOutline {
  readonly direction: 'A' | 'D'
  /** Greatest judged pressure, decibar; null without any. */
  readonly deepest: number | null
  readonly has_backscattering: boolean
}

/** The judged values of a parameter, one a level; what is no number is missing. */
export interface MissionValues {
  readonly isRaw: boolean
  readonly values: readonly unknown[]
}

/** What the mission tells against one parameter of a profile. */
export interface MissionVerdict {
  readonly parameter: string
  /** Bits as in `quality_tests`, an entry a level. */
  readonly failedTests: readonly number[]
  /** A character a level: 1 to 4, a blank without a value. */
  readonly flags: string
}

export interface MissionJudge {
  /** Which of it is judged by: what belongs to a test that is off is null. */
  judgedBy(mission: Mission): Mission
  /** Whether the levels are needed to judge the profile. */
  concerns(mission: Mission, outline: MissionOutline): boolean
  judgeMission(
    mission: Mission,
    direction: 'A' | 'D',
    values: ReadonlyMap<string, MissionValues>,
  ): readonly MissionVerdict[]
}
