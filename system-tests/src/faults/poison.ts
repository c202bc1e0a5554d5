import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { avroType } from '@floatchat/contracts/avroType'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { stageTopics } from '@floatchat/contracts/stageTopics'
import { subjectName } from '@floatchat/contracts/subjectName'
import { recordTopics, type Topic } from '@floatchat/contracts/topics'
import { encodeRecord } from '@floatchat/contracts/wireFormat'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { discardDeadLetters } from '@floatchat/operations/discardDeadLetters'
import type { Operations } from '@floatchat/operations/openOperations'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { System } from '../openSystem.ts'
import type { Fault } from './underFault.ts'

/** Who reads a topic: each of them has a bad message of it for a dead letter. */
const readersOf = (topic: Topic) => stageTopics.filter(({ reads }) => reads.includes(topic.name))

/** A message that nobody can read. */
export interface Poison {
  readonly name: string
  /** What the reason of its dead letters says. */
  readonly reason: RegExp
  /** The bytes of its value for a topic. */
  readonly bytesFor: (topic: Topic, system: System) => Promise<Buffer>
  /** The largest message that the topics are to take, bytes, where that is more than usual. */
  readonly topicTakes?: number
}

const mebibyte = 1 << 20

/** Kafka's number for a topic among the things that have a configuration. */
const topicResource = 2

export const poisons: readonly Poison[] = [
  {
    name: 'garbage',
    reason: /not in the Confluent wire format/,
    bytesFor: async () => Buffer.concat([Buffer.from('x'), randomBytes(300)]),
  },
  {
    name: 'half a record',
    reason: /does not hold what its schema \d+ \(\w+\) says/,
    bytesFor: async (topic, system) => {
      const [record = ''] = topic.records
      const id = await registryOf(system).register(subject(system, topic, record), selfContainedSchema(record))
      const head = Buffer.alloc(5)
      head.writeUInt32BE(id, 1)
      // A string of nineteen bytes is announced, and two are there.
      return Buffer.concat([head, Buffer.from([38, 0x61, 0x62])])
    },
  },
  {
    name: 'a record of an unknown schema',
    reason: /names schema \d+, which the registry does not have/,
    bytesFor: async () => Buffer.concat([Buffer.from([0, 0x7f, 0xff, 0xff, 0xf0]), randomBytes(100)]),
  },
  {
    name: 'a record of a future version that breaks the contract',
    reason: /cannot be read by this version/,
    bytesFor: async (topic, system) => {
      const [record = ''] = topic.records
      const schema = breaking(record)
      // Under the topic's own subject the registry refuses it: somebody went round that.
      const id = await registryOf(system).register(`${system.env.TOPIC_PREFIX}rogue-${record}`, schema)
      const type = avroType(schema)
      return encodeRecord(id, type, type.random())
    },
  },
  {
    name: 'a message a megabyte larger than a dead letter may be',
    reason: /not in the Confluent wire format/,
    bytesFor: async () => Buffer.concat([Buffer.from('x'), randomBytes(5 * mebibyte)]),
    topicTakes: 6 * mebibyte,
  },
]

/** Every field of the record is gone, and another that nobody knows is there. */
function breaking(record: string) {
  const schema = selfContainedSchema(record) as { readonly [key: string]: unknown }
  return { ...schema, fields: [{ name: 'everything', type: 'string' }] } as never
}

const registryOf = ({ env }: System) => connectRegistry({ SCHEMA_REGISTRY_URL: env.SCHEMA_REGISTRY_URL ?? '' })
const subject = ({ env }: System, topic: Topic, record: string) =>
  subjectName(`${env.TOPIC_PREFIX}${topic.name}`, record)

/** Large ones lie on one partition only: six topics of six times five megabytes prove no more. */
const partitionsOf = (topic: Topic, { topicTakes }: Poison) => (topicTakes === undefined ? topic.partitions : 1)

/** The fault of such a message on every partition of every topic. */
export function poisoned(
  system: System,
  operations: Operations,
  poison: Poison,
): Pick<Fault, 'times' | 'begin' | 'end' | 'letters'> {
  return {
    times: recordTopics.reduce((sum, topic) => sum + partitionsOf(topic, poison), 0),
    begin: () => sendPoison(system, operations, poison),
    end: () => undefined,
    letters: () => poisonBuried(system, poison),
  }
}

/** Puts the poison on every partition of every topic, so that something good waits behind each. */
async function sendPoison(system: System, { kafka, producer, topicPrefix }: Operations, poison: Poison) {
  if (poison.topicTakes !== undefined) await letTopicsTake(poison.topicTakes)
  for (const topic of recordTopics) {
    const value = await poison.bytesFor(topic, system)
    for (let partition = 0; partition < partitionsOf(topic, poison); partition += 1) {
      await producer.send([
        { topic: topicPrefix + topic.name, partition, key: 'poison', value, headers: { poison: poison.name } },
      ])
    }
  }

  async function letTopicsTake(bytes: number): Promise<void> {
    await withAdmin(kafka, (admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: recordTopics.map(({ name }) => ({
          type: topicResource,
          name: topicPrefix + name,
          configEntries: [{ name: 'max.message.bytes', value: String(bytes) }],
        })),
      }),
    )
  }
}

/**
 * Waits until the poison has become one dead letter for each of its readers, sees that there is no other,
 * and discards them.
 *
 * @returns how many there were
 */
async function poisonBuried(system: System, poison: Poison): Promise<number> {
  const expected = recordTopics.flatMap((topic) =>
    readersOf(topic).flatMap(({ stage: reader }) =>
      Array.from(
        { length: partitionsOf(topic, poison) },
        (_, partition) => `${reader} ${system.env.TOPIC_PREFIX}${topic.name}/${partition}`,
      ),
    ),
  )
  const open = () => findDeadLetters(system.database.pool, { status: 'open' })
  await eventually(async () => expect((await open()).length).toBeGreaterThanOrEqual(expected.length), 60)
  // One that comes twice would come now.
  await sleep(500)
  const letters = await open()
  expect(
    letters.map((letter) => `${letter.stage} ${letter.original_topic}/${letter.original_partition}`).sort(),
  ).toEqual(expected.sort())
  for (const { reason, reason_code } of letters) {
    expect(reason_code).toBe('UNDECODABLE_RECORD')
    expect(reason).toMatch(poison.reason)
  }
  await discardDeadLetters(system.database, {}, { dryRun: false, by: 'the test', reason: poison.name })
  return letters.length
}
