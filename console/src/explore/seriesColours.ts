import type { Palette } from '../plots/palette.ts'
import type { Exploration } from './Exploration.ts'

/** A colour for each picked profile, in the order in which they were picked; beyond the palette they repeat. */
export function pickedColours(exploration: Exploration, palette: Palette): ReadonlyMap<number, string> {
  const { series } = palette
  return new Map([...exploration.picked.value].map((id, index) => [id, series[index % series.length] as string]))
}

/** A colour for each float of the dataset. */
export function floatColours(exploration: Exploration, palette: Palette): ReadonlyMap<string, string> {
  const { series } = palette
  return new Map(exploration.floats.value.map((float, index) => [float, series[index % series.length] as string]))
}
