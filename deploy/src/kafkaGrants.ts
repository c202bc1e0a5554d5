import { pipeline } from '@floatchat/contracts/pipeline'
import { consumingStages, stageTopics } from '@floatchat/contracts/stageTopics'
import { deadLetterStages, deadLetterTopic, recordTopics } from '@floatchat/contracts/topics'

/** One rule for a principal. */
export interface KafkaGrant {
  /** Name of the user without `User:`. */
  readonly principal: string
  readonly resource: 'topic' | 'group'
  /** Without TOPIC_PREFIX, which is put before it; a group of `readers` has none. */
  readonly name: string
  readonly prefixed: boolean
  readonly operations: readonly KafkaOperation[]
  /** Why, for the table that people read. */
  readonly why: string
}

export type KafkaOperation =
  | 'Read'
  | 'Write'
  | 'Describe'
  | 'Create'
  | 'Delete'
  | 'Alter'
  | 'AlterConfigs'
  | 'DescribeConfigs'

/** Groups of commands that read a topic beside the stages begin with this (packages/kafka/src/readTopic.ts). */
export const readersGroup = 'floatchat.reader-'

const records = recordTopics.map(({ name }) => name)
const deadLetters = deadLetterStages.map((stage) => deadLetterTopic(stage).name)
const everyTopic = [...records, ...deadLetters]
/** The stages that are scaled by their lag. */
const scaled = pipeline.filter(({ messagesPerInstance }) => messagesPerInstance !== undefined)
const stages = consumingStages.map(({ stage }) => stage)

/**
 * What each part of the system may do on the brokers, and no more. Read and Write imply Describe; an
 * idempotent producer needs no right of its own where it may write to some topic (KIP-679).
 */
export function kafkaGrants(): KafkaGrant[] {
  return [
    ...consumingStages.flatMap(({ stage, reads }) => stageGrants(stage, reads)),
    // The gateway's interface for administrators does what the commands do.
    ...operatorGrants('floatchat-gateway', 'the interface for administrators'),
    ...operatorGrants('floatchat-operator', './floatchat dlq, replay, lag, groups'),
    {
      ...{ principal: 'floatchat-setup', resource: 'topic' as const, name: '', prefixed: true },
      operations: ['Create', 'Describe', 'Alter', 'DescribeConfigs', 'AlterConfigs'],
      why: './floatchat topics plan and apply',
    },
    ...scaled.flatMap(({ reads: [name] }) =>
      name === undefined ? [] : [topic('floatchat-keda', name, ['Describe'], 'scales by lag')],
    ),
    ...scaled.map(({ name }) => group('floatchat-keda', name, ['Describe'], 'scales by lag')),
    ...records.map((name) => topic('floatchat-consumer', name, ['Read'], 'a service next door reads the records')),
    { ...group('floatchat-consumer', 'consumer.', ['Read'], 'its groups begin with consumer.'), prefixed: true },
  ]
}

function stageGrants(stage: string, reads: readonly string[]): KafkaGrant[] {
  const principal = `floatchat-${stage}`
  const writes = stageTopics.find((entry) => entry.stage === stage)?.writes ?? []
  return [
    ...reads.map((name) => topic(principal, name, ['Read'], 'consumes it')),
    ...writes.map((name) => topic(principal, name, ['Write'], 'produces to it')),
    group(principal, stage, ['Read'], 'its consumer group'),
  ]
}

function operatorGrants(principal: string, why: string): KafkaGrant[] {
  return [
    ...everyTopic.map((name) => topic(principal, name, ['Read'], why)),
    ...records.map((name) => topic(principal, name, ['Write'], `${why}: a redrive or replay puts records back`)),
    ...stages.map((name) => group(principal, name, ['Describe', 'Read'], `${why}: members, lag, reset`)),
    {
      ...{ principal, resource: 'group' as const, name: readersGroup, prefixed: true },
      operations: ['Read', 'Delete'],
      why: `${why}: reads beside all groups`,
    },
  ]
}

const topic = (principal: string, name: string, operations: readonly KafkaOperation[], why: string): KafkaGrant => ({
  ...{ principal, resource: 'topic', name, prefixed: false, operations, why },
})
const group = (principal: string, name: string, operations: readonly KafkaOperation[], why: string): KafkaGrant => ({
  ...{ principal, resource: 'group', name, prefixed: false, operations, why },
})

/** The resource's whole name. */
export function resourceName({ resource, name }: KafkaGrant, topicPrefix: string): string {
  return resource === 'group' && name === readersGroup ? name : topicPrefix + name
}

/** Grants that are the same but for their topic or group, together, without those said twice. */
export function mergeGrants(grants: readonly KafkaGrant[]): (KafkaGrant & { readonly names: readonly string[] })[] {
  const same = ({ principal, resource, prefixed, operations, name }: KafkaGrant) =>
    JSON.stringify([principal, resource, prefixed, operations, name === readersGroup])
  return [...Map.groupBy(grants, same).values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ ...first, names: [...new Set(alike.map(({ name }) => name))] }]
  })
}
