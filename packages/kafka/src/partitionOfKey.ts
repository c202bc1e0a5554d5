import type { Weight } from '@floatchat/contracts/topics'
import kafkajs from 'kafkajs'

const hashed = kafkajs.Partitioners.DefaultPartitioner()

/** Of so many partitions one is kept for heavy files. */
const lightForOneHeavy = 6

/** The last partitions of a topic are for heavy files and the others for light ones; a single one is for all. */
function heavyOf(partitions: number): number {
  return partitions === 1 ? 0 : Math.max(1, Math.floor(partitions / lightForOneHeavy))
}

/**
 * The partition of a topic of so many that the producers of this system put a record with the key on.
 *
 * @param weight of the file that the record is of; undefined on a topic that does not tell them apart
 */
export function partitionOfKey(key: Buffer | string, partitions: number, weight?: Weight): number {
  const heavy = heavyOf(partitions)
  if (weight === undefined || heavy === 0) return hash(key, partitions)
  return weight === 'light' ? hash(key, partitions - heavy) : partitions - heavy + hash(key, heavy)
}

/** What a topic begins with where nobody says more. */
const fewest = 6

/**
 * All partitions that records with the key may be on: before there were weights it was hashed over all, and before there
 * were so many partitions over fewer.
 */
export function partitionsOfKey(key: string, partitions: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (let count = Math.min(fewest, partitions); count <= partitions; count += 1) {
    for (const weight of [undefined, 'light', 'heavy'] as const) found.add(partitionOfKey(key, count, weight))
  }
  return found
}

/** Murmur2, as in the Java client, so that consumers in other languages can find a key's partition. */
function hash(key: Buffer | string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 }))
  // Of the metadata the choice reads nothing but which partitions there are.
  return hashed({ topic: '', partitionMetadata: partitionMetadata as never, message: { key, value: null } })
}
