/**
 * What the consumer groups of the stages do: members, assignments, lag; and moving one to another place.
 *
 * @module
 */
import type { Kafka } from 'kafkajs'
import { consumerGroup } from './consumerGroup.ts'
import { topicOffsets } from './topicOffsets.ts'
import { withAdmin } from './withAdmin.ts'

export interface PartitionLag {
  readonly topic: string
  readonly partition: number
  /** Next offset that the group will handle after a restart; null where it has committed none. */
  readonly committed: number | null
  readonly end: number
  /** Messages that are not committed. Those that a stage still gathers count too. */
  readonly lag: number
}

export interface GroupMember {
  readonly memberId: string
  readonly clientId: string
  readonly host: string
  readonly assignment: Readonly<Record<string, readonly number[]>>
}

export interface GroupStatus {
  readonly stage: string
  readonly group: string
  /** Stable, PreparingRebalance, CompletingRebalance, Empty, Dead. */
  readonly state: string
  readonly members: readonly GroupMember[]
  readonly partitions: readonly PartitionLag[]
  readonly lag: number
}

/** State, members and lag of a stage's group. */
export async function groupStatus(
  kafka: Kafka,
  topicPrefix: string,
  stage: string,
  topics: readonly string[],
): Promise<GroupStatus> {
  const group = consumerGroup(topicPrefix, stage)
  return withAdmin(kafka, async (admin) => {
    const names = topics.map((topic) => topicPrefix + topic)
    const [described, committed, ends] = await Promise.all([
      admin.describeGroups([group]),
      admin.fetchOffsets({ groupId: group, topics: names }),
      Promise.all(names.map((topic) => topicOffsets(admin, topic))),
    ])
    const found = described.groups[0]
    const partitions = names.flatMap((topic, index) =>
      (ends[index] ?? []).map(({ partition, low, high }) => {
        const offset = committed
          .find((entry) => entry.topic === topic)
          ?.partitions.find((entry) => entry.partition === partition)?.offset
        const position = offset === undefined || offset === '-1' ? null : Number(offset)
        const lag = Math.max(0, Number(high) - (position ?? Number(low)))
        return { topic, partition, committed: position, end: Number(high), lag }
      }),
    )
    return {
      stage,
      group,
      state: found?.state ?? 'Dead',
      members: (found?.members ?? []).map(({ memberId, clientId, clientHost, memberAssignment }) => ({
        memberId,
        clientId,
        host: clientHost,
        assignment: readAssignment(memberAssignment),
      })),
      partitions,
      lag: partitions.reduce((sum, { lag }) => sum + lag, 0),
    }
  })
}

/** Where a group is to begin again. */
export type ResetTarget =
  | { readonly to: 'earliest' | 'latest' }
  | { readonly to: 'time'; readonly time: number }
  | { readonly to: 'offset'; readonly partition: number; readonly offset: number }

export interface ResetPartition {
  readonly partition: number
  readonly from: number | null
  readonly offset: number
}

/**
 * Moves the group of a stage on its topic. With `dryRun` it only says where to.
 *
 * @throws where the group has members: they would go on from where they are and commit over it.
 */
export async function resetGroup(
  kafka: Kafka,
  topicPrefix: string,
  stage: string,
  topic: string,
  target: ResetTarget,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ResetPartition[]> {
  const status = await groupStatus(kafka, topicPrefix, stage, [topic])
  if (status.members.length > 0) {
    throw new Error(
      `The ${stage} runs (members of '${status.group}': ${status.members.length}): stop it first, or replay instead.`,
    )
  }
  return withAdmin(kafka, async (admin) => {
    const name = topicPrefix + topic
    const offsets = await topicOffsets(admin, name)
    const byTime = target.to === 'time' ? await admin.fetchTopicOffsetsByTimestamp(name, target.time) : []
    const moves: ResetPartition[] = []
    for (const { partition, low, high } of offsets) {
      const from = status.partitions.find((entry) => entry.partition === partition)?.committed ?? null
      if (target.to === 'offset' && target.partition !== partition) continue
      const wanted = {
        earliest: () => Number(low),
        latest: () => Number(high),
        offset: () => (target.to === 'offset' ? target.offset : 0),
        time: () => {
          const found = byTime.find((entry) => entry.partition === partition)?.offset
          return found === undefined || found === '-1' ? Number(high) : Number(found)
        },
      }[target.to]()
      moves.push({ partition, from, offset: Math.min(Math.max(wanted, Number(low)), Number(high)) })
    }
    if (!dryRun) {
      await admin.setOffsets({
        groupId: status.group,
        topic: name,
        partitions: moves.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
      })
    }
    return moves
  })
}

/**
 * The assignment of the consumer protocol: version (int16), then topics, each with its partitions.
 * https://kafka.apache.org/protocol (ConsumerProtocolAssignment)
 */
function readAssignment(bytes: Buffer): Record<string, number[]> {
  const assignment: Record<string, number[]> = {}
  if (bytes.length < 6) return assignment
  let at = 2
  const topics = bytes.readInt32BE(at)
  at += 4
  for (let i = 0; i < topics; i++) {
    const length = bytes.readInt16BE(at)
    const topic = bytes.toString('utf8', at + 2, at + 2 + length)
    at += 2 + length
    const count = bytes.readInt32BE(at)
    at += 4
    assignment[topic] = Array.from({ length: count }, (_, index) => bytes.readInt32BE(at + 4 * index))
    at += 4 * count
  }
  return assignment
}
