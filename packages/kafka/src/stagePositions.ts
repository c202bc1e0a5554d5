import type { Admin } from 'kafkajs'
import { consumerGroup } from './consumerGroup.ts'
import type { AskAdmin } from './KeptAdmin.ts'
import { partitionsOfKey } from './partitionOfKey.ts'
import { topicOffsets } from './topicOffsets.ts'

/** Where the group of a stage is on its topic, as one look has found it. */
export interface StagePosition {
  readonly stage: string
  /** Members of its group: instances that take messages. */
  readonly instances: number
  /** Messages that it has not committed. */
  readonly lag: number
  /**
   * Whether it has committed everything that came before the time, on every partition, or on those that the records of a key may be on.
   *
   * @param time one of those that were asked for
   */
  isPast(time: number, key?: string): boolean
}

/**
 * Where stages are on their topics: one look at all groups, over one connection.
 *
 * @param stages each with the name of the topic that it reads, without prefix
 * @param times milliseconds since 1970-01-01T00:00Z, of which `isPast` can be asked
 */
export async function stagePositions(
  ask: AskAdmin,
  topicPrefix: string,
  stages: readonly { readonly stage: string; readonly topic: string }[],
  times: readonly number[],
): Promise<ReadonlyMap<string, StagePosition>> {
  const groups = stages.map(({ stage }) => consumerGroup(topicPrefix, stage))
  return ask(async (admin) => {
    const described = await admin.describeGroups(groups)
    const members = new Map(described.groups.map(({ groupId, members: list }) => [groupId, list.length]))
    const found = await Promise.all(
      stages.map(async ({ stage, topic }) => {
        const group = consumerGroup(topicPrefix, stage)
        return [
          stage,
          await positionOf(admin, stage, group, topicPrefix + topic, members.get(group) ?? 0, times),
        ] as const
      }),
    )
    return new Map(found)
  })
}

async function positionOf(
  admin: Admin,
  stage: string,
  group: string,
  topic: string,
  instances: number,
  times: readonly number[],
): Promise<StagePosition> {
  const [[committed], bounds] = await Promise.all([
    admin.fetchOffsets({ groupId: group, topics: [topic] }),
    topicOffsets(admin, topic),
  ])
  const ends = new Map(bounds.map(({ partition, high }) => [partition, Number(high)]))
  const positions = new Map(bounds.map(({ partition, low }) => [partition, Number(low)]))
  for (const { partition, offset } of committed?.partitions ?? []) {
    if (offset !== '-1') positions.set(partition, Math.max(Number(offset), positions.get(partition) ?? 0))
  }
  const lag = [...ends].reduce((sum, [partition, end]) => sum + Math.max(0, end - (positions.get(partition) ?? 0)), 0)
  // Where nothing waits, as at rest, it is past whatever time.
  const asked = lag === 0 ? [] : times
  const byTime = await Promise.all(asked.map((time) => admin.fetchTopicOffsetsByTimestamp(topic, time)))
  return {
    stage,
    instances,
    lag,
    isPast(time, key) {
      if (lag === 0) return true
      const offsets = byTime[times.indexOf(time)]
      if (offsets === undefined) throw new RangeError(`the position at ${time} was not asked for`)
      const own = key === undefined ? undefined : partitionsOfKey(key, ends.size)
      return [...ends].every(([partition, end]) => {
        if (own?.has(partition) === false) return true
        const offset = offsets.find((entry) => entry.partition === partition)?.offset
        // -1: no record is that young.
        const target = offset === undefined || offset === '-1' ? end : Number(offset)
        return (positions.get(partition) ?? 0) >= target
      })
    },
  }
}
