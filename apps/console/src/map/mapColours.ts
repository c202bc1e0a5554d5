import type { Profile } from '../api/generated/openApi.ts'
import { colorAt } from '../plots/colorMap.ts'
import type { Palette } from '../plots/palette.ts'
import { utcDate } from '../ui/formatTime.ts'
import { modeNames } from '../ui/modeNames.ts'

export const colourings = { float: 'float', time: 'time', mode: 'mode' } as const
export type Colouring = keyof typeof colourings

const steps = 5
const namedAtMost = 8

/** Colours of positions, and what each stands for. */
export interface MapColours {
  readonly colourOf: (profile: Profile) => string
  readonly legend: readonly { readonly colour: string; readonly label: string }[]
}

/** Positions by float, by when they were measured, or by the mode of their data. */
export function mapColours(
  by: Colouring,
  profiles: readonly Profile[],
  floats: ReadonlyMap<string, string>,
  palette: Palette,
): MapColours {
  if (by === 'mode') return byMode(profiles, palette)
  if (by === 'time') return byTime(profiles, palette)
  const there = new Set(profiles.map(({ platform_number }) => platform_number))
  const named = [...floats].filter(([float]) => there.has(float))
  return {
    colourOf: ({ platform_number }) => floats.get(platform_number) ?? palette.ink,
    legend: named.length > namedAtMost ? [] : named.map(([label, colour]) => ({ colour, label })),
  }
}

function byMode(profiles: readonly Profile[], { series, ink }: Palette): MapColours {
  const colours = { D: series[0] ?? ink, A: series[2] ?? ink, R: series[1] ?? ink }
  const there = (['D', 'A', 'R'] as const).filter((mode) => profiles.some(({ data_mode }) => data_mode === mode))
  return {
    colourOf: ({ data_mode }) => colours[data_mode],
    legend: there.map((mode) => ({ colour: colours[mode], label: modeNames[mode] })),
  }
}

function byTime(profiles: readonly Profile[], { muted }: Palette): MapColours {
  const times = profiles.flatMap(({ timestamp }) => (timestamp === null ? [] : [Date.parse(timestamp)]))
  const first = times.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)
  const last = times.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
  const share = (time: number): number => (last > first ? (time - first) / (last - first) : 1)
  // The ends of the map are too light and too dark to be told from sea and land.
  const colour = (part: number): string => colorAt('thermal', 0.1 + 0.75 * part)
  const ticks =
    last > first ? Array.from({ length: steps }, (_, index) => index / (steps - 1)) : times.length > 0 ? [1] : []
  return {
    colourOf: ({ timestamp }) => (timestamp === null ? muted : colour(share(Date.parse(timestamp)))),
    legend: ticks.map((part) => ({ colour: colour(part), label: utcDate(first + part * (last - first)) })),
  }
}
