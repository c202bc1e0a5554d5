import { avroType } from '@floatchat/contracts/avroType'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { recordSchemas } from '@floatchat/contracts/recordSchemas'
import { releasedSchemas } from '@floatchat/contracts/releasedSchemas'
import { namespace, selfContainedSchema } from '@floatchat/contracts/schemas'
import { recordTopics, type Topic } from '@floatchat/contracts/topics'
import { splitRecord } from '@floatchat/contracts/wireFormat'
import { readTopic } from '@floatchat/kafka/readTopic'
import type { System } from '../openSystem.ts'
import { withOperations } from '../withOperations.ts'

type Type = ReturnType<typeof avroType>

/** What is on a topic of one record, by the schema that it was written with. */
export interface RecordsRead {
  readonly topic: string
  readonly record: string
  /** Whether today's schema is another than that of the last release. */
  readonly isChanged: boolean
  /** Messages by who wrote them: `today`, the number of the last release with such a schema, or `other`. */
  readonly writtenBy: Record<string, number>
}

/**
 * Reads every message of every topic with each released schema of its record and with today's, as a consumer next door
 * does that has nothing but a schema.
 *
 * @throws where one of them cannot read one of the messages
 */
export function readByReleases(system: System): Promise<RecordsRead[]> {
  const registry = connectRegistry({ SCHEMA_REGISTRY_URL: system.env.SCHEMA_REGISTRY_URL ?? '' })
  const read = new Map<string, RecordsRead>()
  const readers = new Map<number, Readers>()
  return withOperations(system, async ({ kafka, topicPrefix }) => {
    for (const topic of recordTopics) {
      for await (const { value } of readTopic(kafka, topicPrefix + topic.name)) {
        if (value === null) continue // A profile that is not shown any more, on the compacted topic.
        const { schemaId, body } = splitRecord(value)
        const found = readers.get(schemaId) ?? readersOf(topic, await registry.schemaById(schemaId))
        readers.set(schemaId, found)
        for (const { type, resolver } of found.readers) type.fromBuffer(body, resolver)
        const key = `${topic.name} ${found.record}`
        const counted: RecordsRead = read.get(key) ?? { topic: topic.name, ...found, writtenBy: {} }
        counted.writtenBy[found.writer] = (counted.writtenBy[found.writer] ?? 0) + 1
        read.set(key, counted)
      }
    }
    return [...read.values()]
  })
}

interface Readers extends Pick<RecordsRead, 'record' | 'isChanged'> {
  readonly writer: string
  readonly readers: readonly { readonly type: Type; readonly resolver: ReturnType<Type['createResolver']> }[]
}

function readersOf(topic: Topic, schema: Parameters<typeof avroType>[0] | undefined): Readers {
  if (schema === undefined) throw new Error(`the registry does not have a schema of a message on '${topic.name}'`)
  const writer = avroType(schema)
  const record = writer.name?.slice(namespace.length + 1) ?? ''
  if (!recordSchemas(topic).includes(record)) throw new Error(`a '${record}' is on '${topic.name}'`)
  const versions = [...releasedSchemas(record), { version: 'today', schema: selfContainedSchema(record) }]
  const types = versions.map((one) => ({ version: one.version, type: avroType(one.schema) }))
  const [last, today] = types.slice(-2)
  return {
    record,
    isChanged: today !== undefined && last !== undefined && !isSame(last.type, today.type),
    writer: types.findLast(({ type }) => isSame(type, writer))?.version ?? 'other',
    readers: types.map(({ type }) => ({ type, resolver: type.createResolver(writer) })),
  }
}

/** Whether they have the same fields and symbols. */
const isSame = (one: Type, other: Type): boolean => one.fingerprint().equals(other.fingerprint())
