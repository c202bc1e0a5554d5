import type { ReadingChoice } from '@floatchat/db/reading/ReadingChoice'
import type { Check } from './compileConstraint.ts'

/**
 * What the database can leave out already. It may find more than the constraints do, which are all asked again of what
 * it finds, and never less.
 *
 * @param platforms those that the constraints on platform_number leave; undefined where there are none.
 */
export function toChoice(checks: readonly Check[], platforms: readonly string[] | undefined): ReadingChoice {
  const [from, until] = rangeOf(checks, 'time', [firstSecond, lastSecond])
  const [first, last] = rangeOf(checks, 'cycle_number', [-2_147_483_647, 2_147_483_647])
  const asks = (name: string) => checks.some(({ variable, bound }) => variable.name === name && bound !== undefined)
  return {
    ...{ platforms, polygon: undefined, direction: undefined, box: toBox(checks) },
    // The column may be rounded.
    from: asks('time') && from > firstSecond ? (from - 1) * 1000 : undefined,
    until: asks('time') && until < lastSecond ? (until + 1) * 1000 : undefined,
    cycles: asks('cycle_number') ? [[Math.ceil(first), Math.floor(last)]] : undefined,
  }
}

function toBox(checks: readonly Check[]): ReadingChoice['box'] {
  const positions = checks.filter(({ variable: { name } }) => name === 'latitude' || name === 'longitude')
  // Without a position nothing is in a box, and without one is what NaN asks for.
  const bounded = positions.filter(({ bound }) => bound !== undefined)
  const asksForMissing = bounded.some(({ constraint, bound }) => constraint.operator === '=' && Number.isNaN(bound))
  if (bounded.length === 0 || asksForMissing) return undefined
  const [south, north] = rangeOf(checks, 'latitude', [-90, 90])
  const [west, east] = rangeOf(checks, 'longitude', [-360, 360])
  // From east to west is no box across the antimeridian here, but nothing.
  return west <= east ? { west, south, east, north } : { west: 0, south: 1, east: 0, north: 0 }
}

// The years that a text of four digits has.
const firstSecond = Date.UTC(1, 0) / 1000
const lastSecond = Date.UTC(9999, 11, 31) / 1000

/** The tightest bounds within some, both ends in. */
function rangeOf(
  checks: readonly Check[],
  name: string,
  [lowest, highest]: readonly [number, number],
): [number, number] {
  let [least, greatest] = [lowest, highest]
  for (const { variable, constraint, bound } of checks) {
    if (variable.name !== name || bound === undefined || Number.isNaN(bound)) continue
    const { operator } = constraint
    if (operator === '=' || operator === '>' || operator === '>=') least = Math.max(least, bound)
    if (operator === '=' || operator === '<' || operator === '<=') greatest = Math.min(greatest, bound)
  }
  return [Math.min(least, highest), Math.max(greatest, lowest)]
}
