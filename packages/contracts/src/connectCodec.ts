import type { Type } from 'avsc'
import { avroType } from './avroType.ts'
import type { Registry } from './connectRegistry.ts'
import { outage, permanent } from './IngestionError.ts'
import { recordSchemas } from './recordSchemas.ts'
import { namespace, selfContainedSchema } from './schemas.ts'
import { subjectName } from './subjectName.ts'
import type { Topic } from './topics.ts'
import { encodeRecord, splitRecord } from './wireFormat.ts'

/** A decoded record: the name of its type without the namespace, and its value in today's shape. */
export interface DecodedRecord {
  readonly type: string
  readonly value: unknown
}

/** Encodes and decodes the records of topics in the Confluent wire format. */
export interface Codec {
  /** The bytes of a record. Its schema must have been registered for the topic. */
  encode(topic: Pick<Topic, 'name'>, record: string, value: unknown): Buffer
  /**
   * The record, read by the schema that it was written with and resolved to today's.
   *
   * @throws IngestionError UNDECODABLE_RECORD for bytes that no wait will make readable,
   *   REGISTRY_UNAVAILABLE where the writer's schema cannot be fetched now.
   */
  decode(bytes: Buffer): Promise<DecodedRecord>
}

type Reader = (body: Buffer) => DecodedRecord

/** How long an id that the registry does not know is not asked for again: it may come to know it. */
const unknownIdMs = 10_000

const readerTypes = new Map<string, Type>()
const readerType = (record: string): Type => {
  const known = readerTypes.get(record)
  if (known !== undefined) return known
  const type = avroType(selfContainedSchema(record))
  readerTypes.set(record, type)
  return type
}

/**
 * A codec that writes the given topics and reads every topic.
 *
 * @throws IngestionError REGISTRY_UNAVAILABLE where the registry is away or does not have the schemas
 *   yet (they are registered by `floatchat schemas register`, never by a service).
 */
export async function connectCodec(registry: Registry, topicPrefix: string, writes: readonly Topic[]): Promise<Codec> {
  const ids = new Map<string, number>()
  for (const topic of writes) {
    for (const record of recordSchemas(topic)) {
      const subject = subjectName(topicPrefix + topic.name, record)
      const id = await registry.idOf(subject, selfContainedSchema(record))
      if (id === undefined) {
        throw outage(
          'REGISTRY_UNAVAILABLE',
          `The registry does not have today's schema of ${record} under '${subject}': run 'floatchat schemas register'.`,
        )
      }
      ids.set(`${topic.name}/${record}`, id)
    }
  }
  const readers = new Map<number, Reader>()
  const unknown = new Map<number, number>()

  return {
    encode(topic, record, value) {
      const id = ids.get(`${topic.name}/${record}`)
      if (id === undefined)
        throw new TypeError(`${record} on '${topic.name}' is not among the records that this service produces`)
      return encodeRecord(id, readerType(record), value)
    },
    async decode(bytes) {
      const { schemaId, body } = splitRecord(bytes)
      const reader = readers.get(schemaId) ?? (await findReader(schemaId))
      return reader(body)
    },
  }

  async function findReader(id: number): Promise<Reader> {
    const asked = unknown.get(id)
    if (asked === undefined || performance.now() - asked > unknownIdMs) {
      const schema = await registry.schemaById(id)
      if (schema !== undefined) {
        const reader = makeReader(id, avroType(schema))
        readers.set(id, reader)
        return reader
      }
      unknown.set(id, performance.now())
    }
    throw permanent('UNDECODABLE_RECORD', `The record names schema ${id}, which the registry does not have.`)
  }
}

/** The resolver from the writer's schema to today's is made here, once: making it costs milliseconds. */
function makeReader(id: number, writer: Type): Reader {
  const name = writer.name?.startsWith(`${namespace}.`) ? writer.name.slice(namespace.length + 1) : undefined
  if (name === undefined) {
    return () => {
      throw permanent(
        'UNDECODABLE_RECORD',
        `The record is a '${writer.name}' (schema ${id}), which is not one of this system's records.`,
      )
    }
  }
  const { type, resolver } = resolverFor(id, name, writer)
  return (body) => {
    try {
      return { type: name, value: type.fromBuffer(body, resolver) }
    } catch (error) {
      throw permanent(
        'UNDECODABLE_RECORD',
        `The record does not hold what its schema ${id} (${name}) says: ${messageOf(error)}.`,
        error,
      )
    }
  }
}

function resolverFor(id: number, name: string, writer: Type) {
  try {
    const type = readerType(name)
    return { type, resolver: type.createResolver(writer) }
  } catch (error) {
    throw permanent(
      'UNDECODABLE_RECORD',
      `The record's schema ${id} (${name}) cannot be read by this version: ${messageOf(error)}.`,
      error,
    )
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
