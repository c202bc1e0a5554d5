import { share } from './formatNumber.ts'
import type { NumberItem } from './Numbers.tsx'

/**
 * Levels, those of them that were flagged, and those out of bounds and nothing else, which are counted apart.
 *
 * @param outliers levels that failed a test, those out of bounds among them
 */
export function levelNumbers(levels: number, outliers: number, outOfBounds: number): NumberItem[] {
  const flagged = outliers - outOfBounds
  return [
    { label: 'levels', value: levels },
    {
      label: 'levels flagged',
      value: flagged,
      note: share(flagged, levels),
      ...(flagged > 0 ? { tone: 'warn' as const } : {}),
    },
    ...(outOfBounds > 0
      ? [{ label: 'levels out of bounds', value: outOfBounds, note: 'mostly pressures just below 0' }]
      : []),
  ]
}
