import { EventEmitter, once } from 'node:events'
import { createRequire } from 'node:module'
import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'

// What patches/kafkajs@2.2.4.patch changes of how a group is joined, by itself.
const require = createRequire(import.meta.url)
const ConsumerGroup = require('kafkajs/src/consumer/consumerGroup') as new (options: object) => object
const Runner = require('kafkajs/src/consumer/runner') as new (
  options: object,
) => {
  start(): Promise<void>
  stop(): Promise<void>
}
const { MemberAssignment } = require('kafkajs/src/consumer/assignerProtocol') as {
  MemberAssignment: { encode(options: object): Buffer }
}

const refusal = (type: string) => Object.assign(new kafkajs.KafkaJSError(type), { type })

/** A client of one topic in a group whose coordinator answers the n-th joining as told, and forgets its member once. */
function member(joining: (count: number) => void) {
  const heartbeats: string[] = []
  const seen = new EventEmitter()
  let joinings = 0
  const coordinator = {
    async joinGroup() {
      joinings += 1
      joining(joinings)
      return {
        generationId: joinings,
        leaderId: 'other',
        memberId: `member-${joinings}`,
        members: [],
        groupProtocol: 'a',
      }
    },
    syncGroup: async () => ({ memberAssignment: MemberAssignment.encode({ version: 0, assignment: {} }) }),
    async heartbeat({ memberId }: { memberId: string }) {
      heartbeats.push(memberId)
      seen.emit('heartbeat')
      if (memberId === 'member-1') throw refusal('UNKNOWN_MEMBER_ID')
    },
    leaveGroup: async () => {},
  }
  const cluster = {
    connect: async () => {},
    refreshMetadata: async () => {},
    refreshMetadataIfNecessary: async () => {},
    findGroupCoordinator: async () => coordinator,
    findTopicPartitionMetadata: () => [{ partitionId: 0 }],
    findLeaderForPartitions: () => ({}),
    getNodeIds: () => ['1'],
    committedOffsets: () => ({}),
  }
  const silent = { debug: () => {}, error: () => {}, warn: () => {}, info: () => {}, namespace: () => silent }
  const retry = { initialRetryTime: 1, maxRetryTime: 5, retries: 8 }
  const instrumentationEmitter = { emit: () => {} }
  const consumerGroup = new ConsumerGroup({
    ...{ retry, cluster, groupId: 'g', topics: ['t'], topicConfigurations: { t: {} }, logger: silent },
    ...{ instrumentationEmitter, assigners: [], maxWaitTimeInMs: 20 },
  })
  const runner = new Runner({
    ...{ logger: silent, consumerGroup, instrumentationEmitter, concurrency: 1, heartbeatInterval: 5, retry },
    onCrash: (error: Error) => seen.emit('error', error),
  })
  return { runner, heartbeats, seen }
}

test('a member that was forgotten joins again, though its first joining after that fails', async () => {
  const { runner, heartbeats, seen } = member((count) => {
    if (count === 2) throw refusal('COORDINATOR_LOAD_IN_PROGRESS')
  })
  await runner.start()
  const signal = AbortSignal.timeout(3_000)
  while (heartbeats.at(-1) !== 'member-3') await once(seen, 'heartbeat', { signal })
  await runner.stop()
  expect(new Set(heartbeats)).toEqual(new Set(['member-1', 'member-3']))
})
