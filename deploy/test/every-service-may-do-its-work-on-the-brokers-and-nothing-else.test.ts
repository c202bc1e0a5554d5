import { type StageTopics, stageTopics } from '@floatchat/contracts/stageTopics'
import { deadLetterStages, recordTopics } from '@floatchat/contracts/topics'
import { applyTopics, planTopics } from '@floatchat/kafka/applyTopics'
import { connectConsumer } from '@floatchat/kafka/connectConsumer'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { groupStatus, resetGroup } from '@floatchat/kafka/groups'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kafkaGrants } from '../src/kafkaGrants.ts'
import { type AuthorizingBroker, startAuthorizingBroker } from './authorizingBroker.ts'
import { rulesOfScript } from './rulesOfScript.ts'

const prefix = 'floatchat.'
const log = createLogger('test', 'silent')
const users = [...new Set(kafkaGrants().map(({ principal }) => principal))]
let broker: AuthorizingBroker

const connect = (user: string) =>
  connectKafka(
    {
      ...{ KAFKA_BROKERS: [broker.brokers], KAFKA_TLS: false, KAFKA_TLS_CA_FILE: undefined },
      ...{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: user, KAFKA_SASL_PASSWORD: user },
    },
    user,
    log,
  )

beforeAll(async () => {
  broker = await startAuthorizingBroker(users)
  const admin = connect('admin').admin()
  await admin.connect()
  await admin.createAcls({ acl: rulesOfScript(prefix) })
  await admin.disconnect()
})
afterAll(() => broker?.stop())

const message = (topic: string) => ({ topic: prefix + topic, key: 'k', value: Buffer.from('v'), headers: {} })

/** The client reports a group that it may not see as one whose coordinator it cannot find. */
const refusal = /not authorized|authorization failed|find group coordinator/i

/** Where a message of the user's is taken. Who may write nowhere gets no producer in the first place. */
async function writable(user: string, topics: readonly string[]): Promise<string[]> {
  const taken: string[] = []
  for (const topic of topics) {
    const send = async () => {
      const producer = await openProducer(connect(user), user)
      await producer.send([message(topic)]).finally(() => producer.close())
    }
    await send().then(
      () => taken.push(topic),
      (error: Error) => expect(error.message).toMatch(refusal),
    )
  }
  return taken
}

/** Reads one message of each topic in the user's group. */
async function consumes(user: string, group: string, topics: readonly string[]): Promise<Set<string>> {
  const seen = new Set<string>()
  const consumer = await connectConsumer(connect(user), {
    ...{ stage: user, group, topics: topics.map((topic) => prefix + topic), concurrency: 1, sessionTimeoutMs: 6_000 },
    ...{ log, assigned: () => undefined, crashed: () => undefined },
    eachBatch: async (batch) => {
      seen.add(batch.topic.slice(prefix.length))
      const next = (batch.messages.at(-1)?.offset ?? 0n) + 1n
      batch.resolve(next)
      await batch.commit(next)
    },
  })
  await expect.poll(() => seen.size, { timeout: 30_000 }).toBe(topics.length)
  await consumer.disconnect()
  return seen
}

describe('on brokers with the rules of acls.sh', () => {
  it('the setup makes the topics, and sees that nothing is left to do', async () => {
    const kafka = connect('floatchat-setup')
    expect(await applyTopics(kafka, { topicPrefix: prefix, partitions: 1 })).toHaveLength(
      recordTopics.length + deadLetterStages.length,
    )
    // A topic that is compacted keeps its partitions: a key that moved would be on two.
    expect(await applyTopics(kafka, { topicPrefix: prefix, partitions: 2, minInSyncReplicas: 1 })).toHaveLength(
      recordTopics.filter(({ cleanupPolicy }) => cleanupPolicy !== 'compact').length,
    )
    // The broker hears of its own changes a moment later.
    await expect.poll(() => planTopics(kafka, { topicPrefix: prefix, partitions: 2 }), { timeout: 30_000 }).toEqual([])
    expect(await writable('floatchat-setup', ['files.staged'])).toEqual([])
  })

  it('no service makes a topic', async () => {
    for (const { stage } of stageTopics) {
      await expect(applyTopics(connect(`floatchat-${stage}`), { topicPrefix: 'other.' })).rejects.toThrow()
    }
  })

  it.each(stageTopics.filter(({ stage }) => stage !== 'gateway'))(
    'the $stage does its work, and no more',
    async ({ stage, reads, writes }: StageTopics) => {
      const user = `floatchat-${stage}`
      const all = stageTopics.flatMap((entry) => entry.writes)
      expect((await writable(user, [...new Set(all)])).sort()).toEqual([...writes].sort())
      const filler = await openProducer(connect('admin'), 'test')
      await filler.send(reads.map(message))
      await filler.close()
      expect(await consumes(user, consumerGroup(prefix, stage), reads)).toEqual(new Set(reads))
      const other = stage === 'parser' ? 'writer' : 'parser'
      await expect(consumer(user, consumerGroup(prefix, other), reads)).rejects.toThrow(refusal)
      const foreign = recordTopics.find(({ name }) => !reads.includes(name) && !writes.includes(name))?.name ?? ''
      await expect(consumer(user, consumerGroup(prefix, stage), [foreign])).rejects.toThrow(refusal)
    },
  )

  it('the gateway projects every topic that it reads, and operates the stream', async () => {
    const { reads = [] } = stageTopics.find(({ stage }) => stage === 'gateway') ?? {}
    const filler = await openProducer(connect('admin'), 'test')
    await filler.send(reads.map(message))
    await filler.close()
    expect(await consumes('floatchat-gateway', consumerGroup(prefix, 'gateway'), reads)).toEqual(new Set(reads))
    await operates('floatchat-gateway')
    expect(await writable('floatchat-gateway', ['parser.dlq', 'gateway.dlq'])).toEqual(['gateway.dlq'])
  })

  it('an operator reads beside the groups, sees and resets them, and puts records back', async () => {
    await operates('floatchat-operator')
    expect(await writable('floatchat-operator', ['parser.dlq', 'jobs.progress'])).toEqual(['jobs.progress'])
  })

  it('KEDA sees the lag, and no record', async () => {
    const kafka = connect('floatchat-keda')
    for (const { stage, reads } of stageTopics.filter(({ stage: name }) => name !== 'gateway')) {
      expect((await groupStatus(kafka, prefix, stage, reads)).partitions).toHaveLength(2)
    }
    await expect(consumer('floatchat-keda', 'floatchat.parser', ['files.staged'])).rejects.toThrow(refusal)
    expect(await writable('floatchat-keda', ['files.staged'])).toEqual([])
  })

  it('a service next door reads the records in a group of its own, and writes nothing', async () => {
    expect(await consumes('floatchat-consumer', 'floatchat.consumer.map', ['files.staged'])).toHaveProperty('size', 1)
    expect(
      await writable(
        'floatchat-consumer',
        recordTopics.map(({ name }) => name),
      ),
    ).toEqual([])
    await expect(consumer('floatchat-consumer', 'floatchat.parser', ['files.staged'])).rejects.toThrow(refusal)
    await expect(consumer('floatchat-consumer', 'floatchat.consumer.x', ['parser.dlq'])).rejects.toThrow(refusal)
  })
})

/** Everything that needs rights in the commands `dlq`, `replay`, `lag` and `groups`. */
async function operates(user: string): Promise<void> {
  const kafka = connect(user)
  for (const { stage, reads } of stageTopics)
    expect((await groupStatus(kafka, prefix, stage, reads)).members).toEqual([])
  // Each of these takes seconds; the rules for the other topics and groups are made by the same lines.
  for (const topic of ['files.staged', 'parser.dlq']) {
    let count = 0
    for await (const _ of readTopic(kafka, prefix + topic)) count += 1
    expect(count, topic).toBeGreaterThan(0)
  }
  const target = { to: 'earliest' } as const
  expect(await resetGroup(kafka, prefix, 'cleaner', 'profiles.parsed', target, { dryRun: false })).toHaveLength(2)
  const records = recordTopics.map(({ name }) => name)
  expect(await writable(user, records)).toEqual(records)
}

/** Joins with the client's own consumer, which says at once what is refused. */
async function consumer(user: string, groupId: string, topics: readonly string[]): Promise<void> {
  const client = connect(user).consumer({ groupId, retry: { retries: 0 } })
  try {
    await client.connect()
    await client.subscribe({ topics: topics.map((topic) => prefix + topic), fromBeginning: true })
    const crash = new Promise<never>((_, reject) =>
      client.on(client.events.CRASH, ({ payload }) => reject(payload.error)),
    )
    const message = new Promise<void>(
      (resolve) => void client.run({ eachMessage: async () => resolve() }).catch(() => undefined),
    )
    await Promise.race([crash, message])
  } finally {
    await client.disconnect()
  }
}
