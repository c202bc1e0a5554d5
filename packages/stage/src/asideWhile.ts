import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import type { Turn } from '@floatchat/service/limitConcurrency'

/** The turn of a batch: while it waits, the other partitions are fetched for, and have its place. */
export function asideWhile(batch: PartitionBatch, turn: Turn): Turn {
  return {
    away(waiting) {
      batch.setAside()
      return turn.away(waiting)
    },
  }
}
