import { deadLetterStages, deadLetterTopic, recordTopics } from '@floatchat/contracts/topics'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import type { Admin, Kafka } from 'kafkajs'
import kafkajs from 'kafkajs'
import { withAdmin } from './withAdmin.ts'

/** A topic as it ought to be. */
export interface WantedTopic {
  /** Full name. */
  readonly name: string
  readonly partitions: number
  readonly config: Readonly<Record<string, string>>
}

/** What is to be done for one topic, and why it is not done where it must not be. */
export type TopicChange =
  | { readonly kind: 'create'; readonly topic: WantedTopic }
  | { readonly kind: 'add-partitions'; readonly topic: WantedTopic; readonly from: number }
  | { readonly kind: 'configure'; readonly topic: WantedTopic; readonly from: Readonly<Record<string, string>> }
  | { readonly kind: 'refuse'; readonly topic: WantedTopic; readonly reason: string }

export interface TopicOptions {
  readonly topicPrefix: string
  /** Partitions of the record topics; the contracts' own number by default. */
  readonly partitions?: number
  readonly replicationFactor?: number
  readonly minInSyncReplicas?: number
}

/** All topics of an installation as the contracts declare them. */
export function wantedTopics({ topicPrefix, partitions, minInSyncReplicas = 1 }: TopicOptions): WantedTopic[] {
  const config = (retentionMs: number, cleanupPolicy: string) => ({
    'retention.ms': String(retentionMs),
    'cleanup.policy': cleanupPolicy,
    'min.insync.replicas': String(minInSyncReplicas),
    'compression.type': 'producer',
  })
  return [
    ...recordTopics.map((topic) => ({
      name: topicPrefix + topic.name,
      partitions: partitions ?? topic.partitions,
      config: config(topic.retentionMs, topic.cleanupPolicy),
    })),
    ...deadLetterStages.map(deadLetterTopic).map((topic) => ({
      name: topicPrefix + topic.name,
      partitions: topic.partitions,
      config: {
        ...config(topic.retentionMs, topic.cleanupPolicy),
        'max.message.bytes': String(topic.maxMessageBytes),
      },
    })),
  ]
}

/** What `applyTopics` would do. */
export async function planTopics(kafka: Kafka, options: TopicOptions): Promise<TopicChange[]> {
  return withAdmin(kafka, (admin) => plan(admin, options))
}

/**
 * Makes the topics what the contracts say: creates what is missing, adds partitions (while files are in flight too), sets
 * retention, cleanup and in-sync replicas. Never removes a topic or a partition. Running it again changes nothing.
 *
 * @returns what was done, and what was refused
 */
export async function applyTopics(kafka: Kafka, options: TopicOptions): Promise<TopicChange[]> {
  return withAdmin(kafka, async (admin) => {
    const changes = await plan(admin, options)
    const create = changes.filter((change) => change.kind === 'create')
    if (create.length > 0) {
      await admin.createTopics({
        // The client's own waiting gives up when a KRaft broker has not heard of the topic yet.
        waitForLeaders: false,
        topics: create.map(({ topic }) => ({
          topic: topic.name,
          numPartitions: topic.partitions,
          replicationFactor: options.replicationFactor ?? 1,
          configEntries: Object.entries(topic.config).map(([name, value]) => ({ name, value })),
        })),
      })
    }
    await untilLed(
      admin,
      create.map(({ topic }) => topic.name),
    )
    // The end of the pipeline first: a stage puts what comes of a message on the partition of the same number.
    for (const change of changes.toReversed()) {
      const { name } = change.topic
      if (change.kind === 'add-partitions') {
        await admin.createPartitions({ topicPartitions: [{ topic: name, count: change.topic.partitions }] })
      }
      if (change.kind === 'configure') {
        const configEntries = Object.entries(change.topic.config).map(([key, value]) => ({ name: key, value }))
        const type = kafkajs.ConfigResourceTypes.TOPIC
        await admin.alterConfigs({ validateOnly: false, resources: [{ type, name, configEntries }] })
      }
    }
    return changes
  })
}

/** Waits until every partition of the topics has a leader. */
async function untilLed(admin: Admin, names: string[]): Promise<void> {
  if (names.length === 0) return
  await tryAgain(schedules.newTopics, { mayPass: () => true }, async () => {
    const { topics } = await admin.fetchTopicMetadata({ topics: names })
    if (!topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)))
      throw new Error('the new topics have no leaders yet')
  })
}

async function plan(admin: Admin, options: TopicOptions): Promise<TopicChange[]> {
  const wanted = wantedTopics(options)
  const existing = new Set(await admin.listTopics())
  const present = wanted.filter(({ name }) => existing.has(name))
  const changes: TopicChange[] = wanted
    .filter(({ name }) => !existing.has(name))
    .map((topic) => ({ kind: 'create', topic }))
  if (present.length === 0) return changes

  const { topics } = await admin.fetchTopicMetadata({ topics: present.map(({ name }) => name) })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: present.map(({ name, config }) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name,
      configNames: Object.keys(config),
    })),
  })
  for (const topic of present) {
    const from = topics.find(({ name }) => name === topic.name)?.partitions.length ?? 0
    // What is compacted keeps the last of each key on each partition: one that moved would be there twice, for ever.
    const isCompacted = topic.config['cleanup.policy'] === 'compact'
    if (from < topic.partitions && !isCompacted) changes.push({ kind: 'add-partitions', topic, from })
    if (from > topic.partitions) {
      const reason = `it has ${from} partitions, and a topic never gets fewer (${topic.partitions} wanted)`
      changes.push({ kind: 'refuse', topic, reason })
    }
    const entries = resources.find(({ resourceName }) => resourceName === topic.name)?.configEntries ?? []
    const current = Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]))
    if (Object.entries(topic.config).some(([key, value]) => current[key] !== value)) {
      changes.push({ kind: 'configure', topic, from: current })
    }
  }
  return changes
}
