import type { FloatRow } from '../api/floats.ts'

export interface FloatFilter {
  /** A part of the WMO number. */
  readonly text: string
  readonly parameter: string
  /** R, A or D: some of its cycles are in it. */
  readonly mode: string
  readonly program: string
  readonly country: string
}

/** The floats that everything given holds of; what is empty leaves nothing out. */
export function chosenFloats(floats: readonly FloatRow[], filter: FloatFilter): readonly FloatRow[] {
  const { text, parameter, mode, program, country } = filter
  return floats.filter(
    (float) =>
      float.platform_number.includes(text.trim()) &&
      (parameter === '' || (float.parameters ?? []).includes(parameter)) &&
      (mode === '' || (shareOf(float, mode) ?? 0) > 0) &&
      (program === '' || float.program === program) &&
      (country === '' || float.country === country),
  )
}

function shareOf(float: FloatRow, mode: string): number | null {
  if (mode === 'R') return float.real_time_share
  return mode === 'A' ? float.adjusted_share : float.delayed_share
}

/** The values that there are, each with how often: `['TEMP', 'TEMP (12)']`. */
export function valuesOf(values: readonly (string | null)[]): [string, string][] {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([value, times]) => [value, `${value} (${times})`])
}

/** The box as the gateway takes it; undefined for what is none. */
export function bboxOf(text: string): string | undefined {
  const numbers = text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(Number)
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = numbers
  if (numbers.length !== 4 || numbers.some((one) => Number.isNaN(one))) return undefined
  const fits = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && south <= north && north <= 90
  return fits ? numbers.join(',') : undefined
}
