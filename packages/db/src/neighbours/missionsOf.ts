import type { Mission } from './MissionProfile.ts'

/** What a `_meta.nc` file says that a mission is told by. */
export interface MissionConfiguration {
  /** Configurations by CONFIG_MISSION_NUMBER. */
  readonly missions: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Every single value of the file, the configuration at launch among them, as text. */
  readonly attributes: Readonly<Record<string, string>>
  /** The model of the sensor CTD_CNDC. */
  readonly ctd: string | null
}

/** Tells the mission of a profile of the float by its CONFIG_MISSION_NUMBER. */
export function missionsOf({
  missions,
  attributes,
  ctd,
}: MissionConfiguration): (missionNumber: number | null) => Mission {
  const isDeep = attributes.PLATFORM_FAMILY === 'FLOAT_DEEP'
  const set = new Set(Object.values(missions).flatMap((one) => Object.keys(one)))
  // What a mission may set is not what it was at launch.
  const settingOf = (name: string, missionNumber: number | null): number | null => {
    const value = set.has(name) ? missions[String(missionNumber)]?.[name] : Number(attributes[name])
    return value === undefined || Number.isNaN(value) ? null : value
  }
  return (missionNumber) => ({
    profile_pressure: settingOf('CONFIG_ProfilePressure_dbar', missionNumber),
    park_pressure: settingOf(parkName(settingOf('CONFIG_MultiParkingPhase_NUMBER', missionNumber)), missionNumber),
    deep_ctd: isDeep ? (ctd ?? '') : null,
  })
}

/** A float that parks at several pressures one after another rises from the last of them. */
function parkName(phases: number | null): string {
  return phases === null || phases === 1 ? 'CONFIG_ParkPressure_dbar' : `CONFIG_ParkPressurePhase${phases}_dbar`
}
