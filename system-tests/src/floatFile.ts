import type { ArgoProfile } from '@floatchat/fixtures/ArgoProfileFile'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'

export interface FloatFileOptions {
  readonly platform: string
  readonly cycles: readonly number[]
  readonly levels: number
  readonly dataMode?: 'R' | 'A' | 'D'
  /** YYYYMMDDHHMISS. */
  readonly dateUpdate?: string
  /** Shifts every value a little, so that two versions differ in their contents. */
  readonly shift?: number
}

/** A core profile file of one float, as large as is asked for: plausible values, some of them out of bounds. */
export function floatFile(options: FloatFileOptions): { name: string; bytes: Buffer } {
  const { platform, cycles, levels, dataMode = 'R', dateUpdate = '20240507000000', shift = 0 } = options
  const depths = Array.from({ length: levels }, (_, level) => Math.fround(4 + (1996 * level) / levels))
  const profile = (cycle: number): ArgoProfile => {
    const temperature = depths.map((depth, level) =>
      level === levels - 3 && cycle % 10 === 0
        ? 45
        : Math.fround(2 + shift + 22 * Math.exp(-depth / 450) + (cycle % 7) / 100),
    )
    const salinity = depths.map((depth) => Math.fround(34.6 + shift / 10 + 0.9 * Math.exp(-depth / 300)))
    const flags = '1'.repeat(levels)
    const parameter = (name: string, raw: number[]) => ({
      name,
      raw,
      rawQc: flags,
      profileQc: 'A',
      ...(dataMode === 'R' ? {} : { adjusted: raw, adjustedQc: flags, adjustedError: raw.map(() => 0.01) }),
    })
    return {
      platformNumber: platform,
      cycleNumber: cycle,
      juld: 25_000 + 10 * cycle + Number(platform.slice(-2)) / 100,
      latitude: -20 + (cycle % 40) / 4,
      longitude: 60 + (cycle % 60) / 3,
      dataMode,
      parameters: [parameter('PRES', depths), parameter('TEMP', temperature), parameter('PSAL', salinity)],
    }
  }
  const bytes = writeClassicFile(layOutArgoProfiles({ dateUpdate, profiles: cycles.map(profile) }))
  const name = `${dataMode}${platform}_${cycles.length === 1 ? String(cycles[0]).padStart(3, '0') : `${cycles[0]}-${cycles.at(-1)}`}.nc`
  return { name, bytes }
}

export const cycleRange = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
