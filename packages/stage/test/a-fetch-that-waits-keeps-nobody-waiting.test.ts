import { type ConsumerOptions, connectConsumer, type StageConsumer } from '@floatchat/kafka/connectConsumer'
import { openProducer } from '@floatchat/kafka/openProducer'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventually, openHarness } from './openHarness.ts'

/** A fetch at rest lasts 2.5 s: who had to wait for it would on average wait for half of that. */
const soonMs = 1_200

let harness: Awaited<ReturnType<typeof openHarness>>
let topic: string
let members: StageConsumer[]
/** Values in the order in which they came. */
let taken: string[]

beforeAll(async () => {
  harness = await openHarness('waiting-fetch')
})
afterAll(() => harness.close())

beforeEach(async () => {
  topic = `${harness.settings.TOPIC_PREFIX}waiting-${Math.random().toString(36).slice(2)}`
  members = []
  taken = []
  await withAdmin(harness.kafka, (admin) => admin.createTopics({ topics: [{ topic, numPartitions: 2 }] }))
  return async () => {
    for (const member of members) {
      await member.stop()
      await member.disconnect()
    }
  }
})

async function join(assigned: ConsumerOptions['assigned'] = () => undefined): Promise<StageConsumer> {
  const member = await connectConsumer(harness.kafka, {
    ...{ stage: 'test', group: topic, topics: [topic], log: harness.log, sessionTimeoutMs: 10_000, assigned },
    async eachBatch(batch) {
      for (const { value, offset } of batch.messages) {
        taken.push(String(value))
        batch.resolve(offset + 1n)
      }
    },
    crashed(error) {
      throw error
    },
  })
  members.push(member)
  return member
}

async function send(value: string): Promise<void> {
  const producer = await openProducer(harness.kafka, 'test')
  await producer.send([{ topic, key: null, partition: 0, value: Buffer.from(value), headers: {} }])
  await producer.close()
}

/** The middle one of five times that it took, each after the member was at rest. */
async function usualMs(work: (turn: number) => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    await atRest()
    const began = performance.now()
    await work(turn)
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[2] ?? Number.NaN
}

/** Resolves when the first member has begun a fetch that found nothing at once. */
async function atRest(): Promise<void> {
  const [member] = members
  if (member === undefined) return
  const { FETCH_START } = member.consumer.events
  await new Promise<void>((resolve) => {
    const unsubscribe = member.consumer.on(FETCH_START, () => {
      unsubscribe()
      resolve()
    })
  })
}

it('hands out what comes, and what is to be read again', async () => {
  await join()
  await send('first')
  await eventually(() => taken.length === 1)
  const [member] = members
  const ms = await usualMs(async (turn) => {
    member?.seek(topic, 0, 0n)
    await eventually(() => taken.length === turn + 2)
  })
  expect(new Set(taken)).toEqual(new Set(['first']))
  expect(ms).toBeLessThan(soonMs)
})

it('lets its member leave', async () => {
  await Promise.all(Array.from({ length: 5 }, () => join()))
  const ms = await usualMs(async () => {
    const member = members.shift()
    await member?.stop()
    await member?.disconnect()
  })
  expect(ms).toBeLessThan(soonMs)
})

it('lets its member share with another, which it hears of by its heartbeats', async () => {
  let shared = 0
  await join((assignment) => {
    if (assignment[topic]?.length === 1) shared += 1
  })
  const ms = await usualMs(async (turn) => {
    const other = await join()
    await eventually(() => shared === turn + 1)
    await other.stop()
    await other.disconnect()
    members = members.slice(0, 1)
    await eventually(() => members[0]?.assignment()[topic]?.length === 2)
  })
  // Twice at most a heartbeat.
  expect(ms).toBeLessThan(2 * soonMs)
})
