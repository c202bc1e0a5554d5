import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

// What patches/kafkajs@2.2.4.patch changes of the client, by itself; that a broker takes what it encodes is seen by
// every test with a broker.
const require = createRequire(import.meta.url)
const crc32c = require('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number
const createRequest = require('kafkajs/src/protocol/request') as (options: object) => Promise<{ buffer: Buffer }>
const Encoder = require('kafkajs/src/protocol/encoder') as new () => {
  readonly buffer: Buffer
  writeVarInt(value: number): unknown
  writeBuffer(bytes: Buffer): unknown
}

const createSendMessages = require('kafkajs/src/producer/sendMessages') as (options: object) => Send
const createRetry = require('kafkajs/src/retry') as (options: object) => unknown
type Send = (batch: object) => Promise<{ topicName: string; partition: number }[]>

/** RFC 3720, section 12.1: polynomial 0x1EDC6F41, here with its bits reversed; bit by bit. */
function crc32cOf(bytes: Buffer): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f6_3b78 : 0)
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

test('the check sum of a batch is CRC-32C, wherever the bytes lie', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283)
  const bytes = randomBytes(200)
  for (let from = 0; from < 9; from++) {
    for (let to = from; to < bytes.length; to++) {
      const part = bytes.subarray(from, to)
      expect(crc32c(part), `${from} to ${to}`).toBe(crc32cOf(part))
    }
  }
})

test.each([0, 1, -1, 63, 64, -65, 8_191, 8_192, 2_147_483_647, -2_147_483_648])(
  '%i is written as a varint',
  (value) => {
    const encoder = new Encoder()
    encoder.writeVarInt(value)
    const expected: number[] = []
    let rest = ((value << 1) ^ (value >> 31)) >>> 0
    for (; rest > 127; rest >>>= 7) expected.push((rest & 127) | 128)
    expect([...encoder.buffer]).toEqual([...expected, rest])
  },
)

test.each([10, 600, 20_000, 1_000_000])('a request of %i bytes says how long it is', async (bytes) => {
  const body = randomBytes(bytes)
  const payload = new Encoder()
  payload.writeBuffer(body)
  const { buffer } = await createRequest({
    correlationId: 7,
    clientId: 'floatchat-test',
    request: { apiKey: 0, apiVersion: 7, encode: async () => Object.assign(payload, { size: () => bytes }) },
  })
  expect(buffer.readInt32BE(0)).toBe(buffer.length - 4)
  expect(buffer.readInt32BE(8)).toBe(7)
  expect(buffer.subarray(-bytes).equals(body)).toBe(true)
})

/** Who leads each partition of a topic, as the client last heard; and which partitions each broker was sent, in order. */
function twoBrokers(first: readonly string[], later: readonly string[]) {
  let leaders = first
  const taken: { broker: string; partition: number; values: string[] }[] = []
  const broker = (nodeId: string, refuses: () => boolean) => ({
    nodeId,
    async produce({ topicData }: { topicData: { topic: string; partitions: Batch[] }[] }) {
      if (refuses()) {
        const moved = Object.assign(new Error('it leads no more'), {
          name: 'KafkaJSProtocolError',
          type: 'NOT_LEADER_FOR_PARTITION',
          retriable: true,
        })
        throw moved
      }
      for (const { partitions } of topicData) {
        for (const { partition, messages } of partitions) {
          taken.push({ broker: nodeId, partition, values: messages.map(({ value }) => value) })
        }
      }
      return {
        topics: topicData.map(({ topic, partitions }) => ({
          topicName: topic,
          partitions: partitions.map(({ partition }) => ({ partition, errorCode: 0 })),
        })),
      }
    },
  })
  const brokers = new Map(['a', 'b'].map((id) => [id, broker(id, () => id === 'b' && leaders === first)]))
  const cluster = {
    addMultipleTargetTopics: async () => {},
    refreshMetadataIfNecessary: async () => {},
    refreshMetadata: async () => {
      leaders = later
    },
    isConnected: () => true,
    findBroker: async ({ nodeId }: { nodeId: string }) => brokers.get(nodeId),
    findTopicPartitionMetadata: () => leaders.map((leader, partitionId) => ({ partitionId, leader })),
    findLeaderForPartitions: (_: string, partitions: string[]) =>
      Object.groupBy(
        partitions.map(Number).filter((partition) => partition < leaders.length),
        (partition) => leaders[partition] ?? '',
      ),
  }
  const eosManager = {
    acquireBrokerLock: async () => {},
    releaseBrokerLock: async () => {},
    isTransactional: () => false,
    getSequence: () => 0,
    updateSequence: () => {},
    getProducerId: () => 1,
    getProducerEpoch: () => 0,
  }
  const silent = { debug: () => {}, error: () => {}, warn: () => {}, info: () => {} }
  const partitioner = ({ partitionMetadata, message }: { partitionMetadata: object[]; message: { value: string } }) =>
    Number(message.value.slice(1)) % partitionMetadata.length
  const retrier = createRetry({ initialRetryTime: 1, retries: 3 })
  return { taken, send: createSendMessages({ logger: silent, cluster, partitioner, eosManager, retrier }) }
}
interface Batch {
  partition: number
  messages: { value: string }[]
}

test('what a broker no longer leads goes to the one that does, though that has acknowledged other partitions', async () => {
  const { send, taken } = twoBrokers(['a', 'b'], ['a', 'a'])
  const messages = ['m0', 'm1', 'm2', 'm3'].map((value) => ({ value }))
  const answers = await send({ acks: -1, topicMessages: [{ topic: 't', messages }] })
  expect(taken).toEqual([
    { broker: 'a', partition: 0, values: ['m0', 'm2'] },
    { broker: 'a', partition: 1, values: ['m1', 'm3'] },
  ])
  expect(answers.map(({ partition }) => partition)).toEqual([0, 1])
})

test('a message keeps the partition that was chosen for it where there are more partitions at the next try', async () => {
  const { send, taken } = twoBrokers(['a', 'b'], ['a', 'a', 'a', 'a'])
  const messages = ['m0', 'm1', 'm2', 'm3'].map((value) => ({ value }))
  await send({ acks: -1, topicMessages: [{ topic: 't', messages }] })
  expect(taken.map(({ partition, values }) => [partition, values])).toEqual([
    [0, ['m0', 'm2']],
    [1, ['m1', 'm3']],
  ])
})
