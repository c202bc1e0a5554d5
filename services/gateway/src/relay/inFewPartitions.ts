/** So many files of a partition keep a stage at work for long enough: what is more is for another instance. */
const worthwhile = 48

/**
 * Of what waits, oldest first, so many at most that lie in as few partitions as may be, that of the oldest first. What
 * comes in one partition goes through each stage in one batch, one request and one transaction; spread over all of them
 * the same files take a round for every two or three.
 */
export function inFewPartitions<Item>(
  waiting: readonly Item[],
  most: number,
  partitionOf: (item: Item) => number,
): readonly Item[] {
  // In the order in which the oldest of each waits.
  const partitions = [...Map.groupBy(waiting, partitionOf).values()]
  const chosen = partitions.flatMap((items) => items.slice(0, worthwhile)).slice(0, most)
  const left = partitions.flatMap((items) => items.slice(worthwhile))
  return [...chosen, ...left.slice(0, most - chosen.length)]
}
