import kafkajs from 'kafkajs'

const choose = kafkajs.Partitioners.DefaultPartitioner()

/** The partition of a topic of so many that the producers of this system put a record with the key on. */
export function partitionOfKey(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 }))
  // Of the metadata the choice reads nothing but which partitions there are.
  return choose({ topic: '', partitionMetadata: partitionMetadata as never, message: { key, value: null } })
}
