import { connectKafka } from '@floatchat/kafka/connectKafka'
import { groupStatus } from '@floatchat/kafka/groups'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import type { System } from '../src/openSystem.ts'

/** A Kafka client of this process to the brokers of the system. */
export function kafkaOf({ env }: System) {
  return connectKafka(readSettings(z.object(stageSettings), env), 'cluster-test', createLogger('test', 'silent'))
}

/** Resolves when every partition of the brokers has all its copies, with as many of them as there are brokers. */
export async function allInSync(system: System, copies: number): Promise<void> {
  await eventually(async () => {
    const { topics } = await withAdmin(kafkaOf(system), (admin) => admin.fetchTopicMetadata())
    const behind = topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ isr, leader }) => isr.length < copies || leader < 0)
        .map(({ partitionId }) => `${name}/${partitionId}`),
    )
    if (behind.length > 0) throw new Error(`these have not all their copies: ${behind.join(', ')}`)
  }, 120)
}

/** How many partitions the topics of files have. */
export async function countedPartitions(kafka: ReturnType<typeof kafkaOf>, prefix: string): Promise<number> {
  const { topics } = await withAdmin(kafka, (admin) => admin.fetchTopicMetadata({ topics: [`${prefix}files.staged`] }))
  return topics[0]?.partitions.length ?? 0
}

/** How many partitions the members of each stage of files have together. */
export async function partitionsTaken(system: System): Promise<number[]> {
  const topics = { parser: 'files.staged', cleaner: 'profiles.parsed', writer: 'profiles.cleaned' }
  const statuses = await Promise.all(
    Object.entries(topics).map(([stage, topic]) =>
      groupStatus(kafkaOf(system), system.env.TOPIC_PREFIX ?? '', stage, [topic]),
    ),
  )
  return statuses.map(({ members }) =>
    members.flatMap(({ assignment }) => Object.values(assignment)).reduce((sum, own) => sum + own.length, 0),
  )
}
