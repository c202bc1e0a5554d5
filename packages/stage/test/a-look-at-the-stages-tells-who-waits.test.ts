import { filesStaged } from '@floatchat/contracts/topics'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { KeptAdmin } from '@floatchat/kafka/KeptAdmin'
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

  // The group has handled one of the partitions to its end.
  const messages = await harness.read(filesStaged.name)
  const done = messages[0]?.partition ?? 0
  const count = messages.filter(({ partition }) => partition === done).length
  const partitions = [{ partition: done, offset: String(count) }]
  const groupId = consumerGroup(settings.TOPIC_PREFIX, 'parser')
  await withAdmin(kafka, (admin) => admin.setOffsets({ groupId, topic, partitions }))

  const partly = await look()
  expect(partly.lag).toBe(40 - count)
  const past = files.filter((file) => partly.isPast(after, file.file_id))
  // The same files as are on the partition: keys are placed as the producers place them.
  const keys = messages.filter(({ partition }) => partition === done).map(({ key }) => String(key))
  expect(past.map(({ file_id }) => file_id as string).sort()).toEqual(keys.sort())
  expect(past.length).toBeGreaterThan(0)
  expect(past.length).toBeLessThan(40)
  expect(partly.isPast(later)).toBe(false)
  await kept.close()
})
