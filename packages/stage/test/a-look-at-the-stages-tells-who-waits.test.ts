import { filesStaged } from '@floatchat/contracts/topics'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { KeptAdmin } from '@floatchat/kafka/KeptAdmin'
import { partitionsOfKey } from '@floatchat/kafka/partitionOfKey'
import { stagePositions } from '@floatchat/kafka/stagePositions'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('positions')
})
afterAll(() => harness.close())

it('a file waits where its own partition was not handled up to its time, whatever waits on the others', async () => {
  const { kafka, settings } = harness
  const topic = settings.TOPIC_PREFIX + filesStaged.name
  await withAdmin(kafka, (admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 6 }] }))
  const files = Array.from({ length: 40 }, () => stagedFile({}))
  await harness.stage(files)
  const after = Date.now() + 1
  const later = after + 3_600_000
  const kept = new KeptAdmin(kafka)
  const look = async () => {
    const found = await stagePositions(
      kept.ask,
      settings.TOPIC_PREFIX,
      [{ stage: 'parser', topic: filesStaged.name }],
      [after, later],
    )
    const parser = found.get('parser')
    if (parser === undefined) throw new Error('the parser was not looked at')
    return parser
  }

  const before = await look()
  expect(before).toMatchObject({ instances: 0, lag: 40 })
  expect(files.filter((file) => before.isPast(after, file.file_id))).toEqual([])

  // The group has handled to their ends those of the partitions where records of the first file may be.
  const messages = await harness.read(filesStaged.name)
  const done = partitionsOfKey(files[0]?.file_id ?? '', 6)
  const counts = Map.groupBy(messages, ({ partition }) => partition)
  const partitions = [...done].map((partition) => ({ partition, offset: String(counts.get(partition)?.length ?? 0) }))
  const count = messages.filter(({ partition }) => done.has(partition)).length
  const groupId = consumerGroup(settings.TOPIC_PREFIX, 'parser')
  await withAdmin(kafka, (admin) => admin.setOffsets({ groupId, topic, partitions }))

  const partly = await look()
  expect(partly.lag).toBe(40 - count)
  const past = files.filter((file) => partly.isPast(after, file.file_id))
  // Keys are placed as the producers place them: what is past is on one of these.
  const keys = new Set(messages.filter(({ partition }) => done.has(partition)).map(({ key }) => String(key)))
  for (const { file_id } of past) expect(keys).toContain(file_id)
  expect(past).toContain(files[0])
  expect(past.length).toBeGreaterThan(0)
  expect(past.length).toBeLessThan(40)
  expect(partly.isPast(later)).toBe(false)
  await kept.close()
})
