import { binaryHeaders, deadLetterHeaders, recordHeaders } from './messageHeaders.ts'
import { recordSchemas } from './recordSchemas.ts'
import { namespace, selfContainedSchema } from './schemas.ts'
import { stageTopics } from './stageTopics.ts'
import { deadLetterStages, deadLetterTopic, recordTopics } from './topics.ts'

const bindingVersion = '0.5.0'
const defaultPrefix = 'floatchat.'
const prefix = { $ref: '#/components/parameters/prefix' }
const contentType = 'application/vnd.confluent.avro'

/**
 * The topics as an AsyncAPI 3.0 document with Kafka bindings 0.5.0: for each its records with their whole
 * schemas, its key, its headers, how it is kept, and who reads and writes it.
 */
export function asyncApiDocument(): object {
  return {
    asyncapi: '3.0.0',
    id: 'urn:floatchat:ingestion',
    info: {
      title: 'FloatChat ingestion',
      version: '1.0.0',
      license: { name: 'Apache-2.0' },
      description: [
        'The topics on which Argo files become profiles, and profiles rows of a database.',
        'Every value is in the Confluent wire format: a zero byte, the id of its schema in the registry as a 32-bit',
        'big-endian integer, Avro binary. Several record types share a topic; each has a subject of its own,',
        '`<topic>-<record>` with both names in full, under BACKWARD_TRANSITIVE compatibility.',
        'Missing levels are NaN. Batches are compressed with zstd.',
      ].join('\n'),
    },
    defaultContentType: contentType,
    servers: {
      development: {
        host: 'localhost:9092',
        protocol: 'kafka',
        description: 'What `./floatchat up` starts.',
        bindings: {
          kafka: { schemaRegistryUrl: 'http://localhost:8081', schemaRegistryVendor: 'confluent', bindingVersion },
        },
      },
    },
    channels: {
      ...Object.fromEntries(recordTopics.map((topic) => [topic.name, channel(topic, recordSchemas(topic))])),
      ...Object.fromEntries(
        deadLetterStages.map(deadLetterTopic).map((topic) => [topic.name, channel(topic, ['DeadLetter'])]),
      ),
    },
    operations: Object.fromEntries(
      stageTopics.flatMap(({ stage, reads, writes }) => [
        ...reads.map((topic) => [operationName(stage, 'reads', topic), reading(stage, topic)] as const),
        ...writes.map((topic) => [operationName(stage, 'writes', topic), operation('send', topic)] as const),
      ]),
    ),
    components: {
      parameters: {
        prefix: { description: 'TOPIC_PREFIX of the installation.', default: defaultPrefix },
      },
      messages: {
        ...Object.fromEntries([...new Set(recordTopics.flatMap(recordSchemas))].map((name) => [name, message(name)])),
        DeadLetter: deadLetterMessage(),
      },
      schemas: {
        RecordHeaders: headers(recordHeaders, ['traceparent', 'floatchat.record']),
        DeadLetterHeaders: headers({ ...recordHeaders, ...deadLetterHeaders }, [
          'floatchat.stage',
          'floatchat.reason-code',
          'floatchat.reason',
          'floatchat.permanent',
        ]),
      },
    },
  }
}

interface KeptTopic {
  readonly name: string
  readonly description: string
  readonly partitions: number
  readonly retentionMs: number
  readonly cleanupPolicy: string
  readonly maxMessageBytes?: number
}

function channel(topic: KeptTopic, messages: readonly string[]) {
  return {
    address: `{prefix}${topic.name}`,
    description: topic.description,
    parameters: { prefix },
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      kafka: {
        topic: defaultPrefix + topic.name,
        partitions: topic.partitions,
        topicConfiguration: {
          'cleanup.policy': [topic.cleanupPolicy],
          'retention.ms': topic.retentionMs,
          ...(topic.maxMessageBytes === undefined ? {} : { 'max.message.bytes': topic.maxMessageBytes }),
        },
        bindingVersion,
      },
    },
  }
}

const operationName = (stage: string, verb: string, topic: string) => `${stage}.${verb}.${topic}`
const operation = (action: 'send' | 'receive', topic: string) => ({ action, channel: { $ref: `#/channels/${topic}` } })

function reading(stage: string, topic: string) {
  const groupId = { type: 'string', enum: [defaultPrefix + stage] }
  return { ...operation('receive', topic), bindings: { kafka: { groupId, bindingVersion } } }
}

/** What decides the partition of a record. */
function keyOf(record: string): string {
  const names = [...new Set(recordTopics.filter(({ records }) => records.includes(record)).map(keyField))]
  return names[0] ?? 'key of the record that it stands for'
}

function keyField(topic: (typeof recordTopics)[number]): string {
  // Asked with a record in which every part of a key is its own name.
  const parts = ['job_id', 'file_id', 'platform_number', 'cycle_number', 'direction', 'source_kind', 'profile_index']
  const ids = Object.fromEntries(parts.map((name) => [name, name]))
  const file = { ...ids, file: ids, parsed: { file: ids } }
  return topic.key(file as never)
}

function message(name: string) {
  const schema = selfContainedSchema(name) as { doc?: string }
  return {
    name: `${namespace}.${name}`,
    title: name,
    summary: schema.doc,
    contentType,
    headers: { $ref: '#/components/schemas/RecordHeaders' },
    payload: { schemaFormat: 'application/vnd.apache.avro+json;version=1.9.0', schema },
    bindings: {
      kafka: {
        key: { type: 'string', description: `UTF-8: the ${keyOf(name)}.` },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        schemaLookupStrategy: 'TopicRecordNameStrategy',
        bindingVersion,
      },
    },
  }
}

function deadLetterMessage() {
  return {
    name: 'DeadLetter',
    title: 'DeadLetter',
    summary:
      'A message that a stage could not handle: its own key and bytes, whatever they are, and why in the headers.',
    contentType: 'application/octet-stream',
    headers: { $ref: '#/components/schemas/DeadLetterHeaders' },
    bindings: { kafka: { key: { type: 'string', description: 'The original key.' }, bindingVersion } },
  }
}

function headers(described: Readonly<Record<string, string>>, required: readonly string[]) {
  const properties = Object.entries(described).map(([name, description]) => {
    const binary = binaryHeaders.includes(name) ? { format: 'binary' } : {}
    return [name, { type: 'string', ...binary, description }] as const
  })
  return { type: 'object', properties: Object.fromEntries(properties), required }
}
