import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { readTopic } from '@floatchat/kafka/readTopic'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness } from './openHarness.ts'

const partitions = 3
const each = 3_000
// More than one fetch brings of a partition (1 MiB), and not to be packed into less.
const value = (number: number) => Buffer.concat([Buffer.from(`${number} `), randomBytes(1_000)])

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('slow-reader')
})
afterAll(() => harness.close())

it('to its end, in order, also where several wait for it at once', async () => {
  const topic = `${harness.settings.TOPIC_PREFIX}files.staged`
  await withAdmin(harness.kafka, (admin) => admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] }))
  for (let partition = 0; partition < partitions; partition++) {
    for (let from = 0; from < each; from += 500) {
      const numbers = Array.from({ length: 500 }, (_, index) => from + index)
      await harness.send(numbers.map((number) => ({ topic, partition, key: null, value: value(number), headers: {} })))
    }
  }
  const read = new Map<number, number>()
  for await (const { partition, value: bytes } of readTopic(harness.kafka, topic)) {
    const expected = read.get(partition) ?? 0
    expect(Number.parseInt(String(bytes), 10)).toBe(expected)
    read.set(partition, expected + 1)
    if (expected % 100 === 0) await sleep(1)
  }
  expect([...read]).toEqual(expect.arrayContaining([0, 1, 2].map((partition) => [partition, each])))
})
