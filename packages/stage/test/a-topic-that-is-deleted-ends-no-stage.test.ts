import { applyTopics } from '@floatchat/kafka/applyTopics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('deleted-topic')
})
afterAll(() => harness.close())

it('waits for the topic, and reads the new one from its beginning', async () => {
  const names: string[] = []
  const running = await harness.run(
    fileStage(({ filename }) => {
      names.push(filename)
    }),
  )
  const files = (from: number) => [0, 1, 2].map((n) => stagedFile({ filename: `${from + n}.nc` }))
  await harness.stage(files(0))
  await eventually(async () => (await harness.committed('parser', 'files.staged')) === 3)

  const admin = harness.kafka.admin()
  await admin.connect()
  const topic = `${harness.settings.TOPIC_PREFIX}files.staged`
  await admin.deleteTopics({ topics: [topic] })
  await eventually(async () => !(await admin.listTopics()).includes(topic))
  await applyTopics(harness.kafka, { topicPrefix: harness.settings.TOPIC_PREFIX, partitions: 1 })
  await admin.disconnect()

  await harness.stage(files(3))
  await eventually(() => names.length >= 6, 90)
  expect(names.slice(-3)).toEqual(['3.nc', '4.nc', '5.nc'])
  expect(await harness.read('parser.dlq')).toEqual([])
  await running.stop()
})
