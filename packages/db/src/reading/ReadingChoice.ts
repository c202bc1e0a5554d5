import { type FragmentSqlToken, sql } from 'slonik'

/** Which cycles are read. What is undefined leaves nothing out. */
export interface ReadingChoice {
  readonly platforms: readonly string[] | undefined
  /** Degrees; west is east of east where the box crosses the antimeridian. */
  readonly box:
    | { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
    | undefined
  /** WKT. */
  readonly polygon: string | undefined
  /** Milliseconds since 1970, the first in and the last out. */
  readonly from: number | undefined
  readonly until: number | undefined
  /** Ranges, both ends in. */
  readonly cycles: readonly (readonly [number, number])[] | undefined
  readonly direction: 'A' | 'D' | undefined
}

/** The choice as a condition on columns named as those of the views of schema argo. */
export function chosen(choice: ReadingChoice): FragmentSqlToken {
  const { platforms, box, polygon, from, until, cycles, direction } = choice
  const conditions: FragmentSqlToken[] = [sql.fragment`true`]
  if (platforms !== undefined)
    conditions.push(sql.fragment`platform_number = any (${sql.array([...platforms], 'text')})`)
  if (box !== undefined) {
    const { west, south, east, north } = box
    conditions.push(sql.fragment`latitude between ${south} and ${north}`)
    conditions.push(
      west <= east
        ? sql.fragment`longitude between ${west} and ${east}`
        : sql.fragment`(longitude >= ${west} or longitude <= ${east})`,
    )
  }
  if (polygon !== undefined) conditions.push(sql.fragment`st_covers(st_geogfromtext(${polygon}), geom)`)
  if (from !== undefined) conditions.push(sql.fragment`"timestamp" >= to_timestamp(${from / 1000})`)
  if (until !== undefined) conditions.push(sql.fragment`"timestamp" < to_timestamp(${until / 1000})`)
  if (direction !== undefined) conditions.push(sql.fragment`direction = ${direction}`)
  if (cycles !== undefined) {
    const ranges = cycles.map(([first, last]) => sql.fragment`cycle_number between ${first} and ${last}`)
    conditions.push(sql.fragment`(${sql.join(ranges, sql.fragment` or `)})`)
  }
  return sql.join(conditions, sql.fragment` and `) as unknown as FragmentSqlToken // A list of fragments is one.
}
