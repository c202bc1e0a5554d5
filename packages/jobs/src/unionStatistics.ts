import type { BoundingBox, DatasetStatistics } from '@floatchat/contracts/generated/records'

/** The facts of several datasets together. Floats are not known by name here, so their number is given. */
export function unionStatistics(datasets: readonly DatasetStatistics[], floatCount: number): DatasetStatistics {
  const sum = (of: (dataset: DatasetStatistics) => number) =>
    datasets.reduce((total, dataset) => total + of(dataset), 0)
  const starts = datasets.flatMap(({ date_range_start }) => date_range_start ?? [])
  const ends = datasets.flatMap(({ date_range_end }) => date_range_end ?? [])
  return {
    date_range_start: starts.length === 0 ? null : Math.min(...starts),
    date_range_end: ends.length === 0 ? null : Math.max(...ends),
    bounding_box: unionBoxes(datasets.flatMap(({ bounding_box }) => bounding_box ?? [])),
    float_count: Math.max(floatCount, ...datasets.map(({ float_count }) => float_count)),
    profile_count: sum(({ profile_count }) => profile_count),
    measurement_count: sum(({ measurement_count }) => measurement_count),
    outlier_count: sum(({ outlier_count }) => outlier_count),
    variables: [...new Set(datasets.flatMap(({ variables }) => variables))].sort(),
  }
}

/**
 * The smallest box around the boxes. Longitudes lie on a circle: the box leaves out the widest gap between
 * them, and crosses the antimeridian (west greater than east) where that makes it narrower.
 */
export function unionBoxes(boxes: readonly BoundingBox[]): BoundingBox | null {
  if (boxes.length === 0) return null
  const south = Math.min(...boxes.map((box) => box.south))
  const north = Math.max(...boxes.map((box) => box.north))
  const arcs = boxes
    .flatMap(({ west, east }) =>
      west > east
        ? [
            { from: west, to: 180 },
            { from: -180, to: east },
          ]
        : [{ from: west, to: east }],
    )
    .sort((a, b) => a.from - b.from)
  const first = arcs[0]?.from ?? 0 // There is at least one.
  let reached = Number.NEGATIVE_INFINITY
  let widest = Number.NEGATIVE_INFINITY
  let [west, east] = [first, first]
  for (const { from, to } of arcs) {
    if (reached > Number.NEGATIVE_INFINITY && from - reached > widest) {
      widest = from - reached
      west = from
      east = reached
    }
    reached = Math.max(reached, to)
  }
  const around = first + 360 - reached
  if (around >= widest) {
    widest = around
    west = first
    east = reached
  }
  if (widest <= 0) return { west: -180, south, east: 180, north }
  return { west, south, east, north }
}
