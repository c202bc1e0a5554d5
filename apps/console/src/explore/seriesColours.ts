import type { Palette } from '../plots/palette.ts'

/** A colour for each picked profile, in the order in which they were picked; beyond the palette they repeat. */
export function pickedColours(picked: Iterable<number>, { series }: Palette): ReadonlyMap<number, string> {
  return new Map([...picked].map((id, index) => [id, series[index % series.length] as string]))
}

/** A colour for each float of the dataset. */
export function floatColours(floats: readonly string[], { series }: Palette): ReadonlyMap<string, string> {
  return new Map(floats.map((float, index) => [float, series[index % series.length] as string]))
}
