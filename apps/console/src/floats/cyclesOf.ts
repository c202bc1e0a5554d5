import type { FloatVersion } from '../api/generated/openApi.ts'

/** A profile of a cycle in all its versions, what is shown first. */
export interface CycleProfile {
  readonly key: string
  readonly cycle: number
  readonly direction: 'A' | 'D'
  readonly kind: FloatVersion['source_kind']
  readonly index: number
  readonly versions: readonly FloatVersion[]
}

/** The versions put together by the profile that they are of, in the order in which they come. */
export function cyclesOf(versions: readonly FloatVersion[]): CycleProfile[] {
  const byProfile = Map.groupBy(
    versions,
    ({ cycle_number, direction, source_kind, profile_index }) =>
      `${cycle_number} ${direction} ${source_kind} ${profile_index}`,
  )
  return [...byProfile].flatMap(([key, all]) => {
    const [first] = all
    if (first === undefined) return []
    const { cycle_number: cycle, direction, source_kind: kind, profile_index: index } = first
    return [{ key, cycle, direction, kind, index, versions: all }]
  })
}

/** Cycles that are missing between the first and the last, as ranges. Cycle 0 is the dive that no float must have. */
export function gapsOf(cycles: readonly number[]): [number, number][] {
  const sorted = [...new Set(cycles)].sort((a, b) => a - b)
  return sorted.flatMap((cycle, index): [number, number][] => {
    const next = sorted[index + 1]
    return next === undefined || next - cycle < 2 ? [] : [[cycle + 1, next - 1]]
  })
}
