import type { Logger } from 'pino'
import type { KafkaClient } from './KafkaClient.ts'
import { type PoisonMark, parseMark } from './PoisonMark.ts'
import { withAdmin } from './withAdmin.ts'

/** What stands beside the group's committed offsets, by partition; nothing where the broker does not say. */
export async function readMarks(
  kafka: KafkaClient,
  group: string,
  topic: string,
  log: Logger,
): Promise<ReadonlyMap<number, PoisonMark>> {
  try {
    const [found] = await withAdmin(kafka, (admin) => admin.fetchOffsets({ groupId: group, topics: [topic] }))
    return new Map((found?.partitions ?? []).map(({ partition, metadata }) => [partition, parseMark(metadata)]))
  } catch (error) {
    // A start is not counted then: the next one is.
    log.warn({ reason: (error as Error).message }, 'the marks beside the offsets could not be read')
    return new Map()
  }
}
