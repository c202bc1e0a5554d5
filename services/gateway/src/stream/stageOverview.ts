import { consumingStages } from '@floatchat/contracts/stageTopics'
import { countDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { type GroupStatus, groupStatus } from '@floatchat/kafka/groups'
import type { Operations } from '@floatchat/operations/openOperations'
import { z } from 'zod'

export const stageJson = z.object({
  stage: z.string(),
  group: z.string(),
  state: z.string().describe('State of the consumer group as the broker calls it: Stable, Empty, …'),
  instances: z.array(z.object({ id: z.string(), host: z.string(), partitions: z.int() })),
  lag: z.int().describe('Messages that the stage has not committed.'),
  rate_per_second: z
    .number()
    .nullable()
    .describe('Messages committed a second since the last look; null at the first.'),
  dead_letters_open: z.int(),
  refused_open: z.int().describe('Of these, files that this system will never take.'),
})
export type StageJson = z.output<typeof stageJson>

/** How far each stage had come at the last look, to tell its rate. */
export class StageRates {
  readonly #last = new Map<string, { at: number; committed: number }>()

  /** Messages a second since the last look that is at least a second old. */
  rate({ stage, partitions }: GroupStatus, now: number): number | null {
    const committed = partitions.reduce((sum, { committed: offset }) => sum + (offset ?? 0), 0)
    const last = this.#last.get(stage)
    if (last !== undefined && now - last.at < 1_000) return null
    this.#last.set(stage, { at: now, committed })
    if (last === undefined) return null
    return Math.max(0, (1000 * (committed - last.committed)) / (now - last.at))
  }
}

/** The five stages as they are now. */
export async function stageOverview(operations: Operations, rates: StageRates): Promise<StageJson[]> {
  const { kafka, topicPrefix, database } = operations
  return Promise.all(
    consumingStages.map(async ({ stage, reads }) => {
      const status = await groupStatus(kafka, topicPrefix, stage, reads)
      return {
        stage,
        group: status.group,
        state: status.state,
        instances: status.members.map(({ memberId, host, assignment }) => ({
          id: memberId,
          host: host.replace(/^\//, ''),
          partitions: Object.values(assignment).reduce((sum, partitions) => sum + partitions.length, 0),
        })),
        lag: status.lag,
        rate_per_second: rates.rate(status, Date.now()),
        dead_letters_open: await countDeadLetters(database.pool, { stage, status: 'open' }),
        refused_open: await countDeadLetters(database.pool, { stage, status: 'open', refused: true }),
      }
    }),
  )
}
