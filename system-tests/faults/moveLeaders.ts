import { withAdmin } from '@floatchat/kafka/withAdmin'
import { eventually } from '../src/eventually.ts'
import type { kafkaOf } from './inSync.ts'

type Kafka = ReturnType<typeof kafkaOf>

/** A partition, who leads it, and who has copies of it. */
export interface Led {
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
}

export async function leadersOf(kafka: Kafka, prefix: string): Promise<Led[]> {
  const { topics } = await withAdmin(kafka, (admin) => admin.fetchTopicMetadata())
  return topics
    .filter(({ name }) => name.startsWith(prefix))
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partitionId, leader, replicas }) => ({
        topic: name,
        partition: partitionId,
        leader,
        replicas,
      })),
    )
}

/**
 * Takes every partition away from the broker that leads it, so that one of the others leads it; `back` gives that broker
 * its copy again. Resolves when it is so.
 */
export async function moveLeaders(kafka: Kafka, led: readonly Led[], how: 'away' | 'back' = 'away'): Promise<void> {
  const replicasOf = ({ leader, replicas }: Led) =>
    how === 'away' ? replicas.filter((id) => id !== leader) : [...replicas]
  const topics = [...Map.groupBy(led, ({ topic }) => topic)].map(([topic, own]) => ({
    topic,
    partitionAssignment: own.map((each) => ({ partition: each.partition, replicas: replicasOf(each) })),
  }))
  await withAdmin(kafka, (admin) => admin.alterPartitionReassignments({ topics, timeout: 30_000 }))
  await eventually(async () => {
    const now = await leadersOf(kafka, '')
    const unmoved = led.filter((each) => {
      const found = now.find(({ topic, partition }) => topic === each.topic && partition === each.partition)
      return (
        found === undefined ||
        found.replicas.length !== replicasOf(each).length ||
        (how === 'away' && found.leader === each.leader)
      )
    })
    if (unmoved.length > 0) throw new Error(`${unmoved.length} partitions are where they were`)
  }, 60)
}
