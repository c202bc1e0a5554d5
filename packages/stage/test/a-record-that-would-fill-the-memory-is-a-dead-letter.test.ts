import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('bomb')
})
afterAll(() => harness.close())

it('is buried unread, and what comes before and behind it is handled', async () => {
  const topic = `${harness.settings.TOPIC_PREFIX}files.staged`
  await harness.stage([stagedFile({ filename: 'before.nc' })])
  // Some 10 kB on the topic: what the broker takes says nothing of what it becomes.
  await harness.send([{ topic, key: 'bomb', value: Buffer.alloc(100_000_000), headers: {} }])
  await harness.stage([stagedFile({ filename: 'behind.nc' })])
  const names: string[] = []
  const running = await harness.run(
    fileStage(({ filename }) => {
      names.push(filename)
    }),
  )
  await eventually(async () => (await harness.committed('parser', 'files.staged')) === 3)
  expect(names).toEqual(['before.nc', 'behind.nc'])
  const [letter, ...others] = (await harness.read('parser.dlq')).map(readDeadLetter)
  expect(others).toEqual([])
  expect(letter).toMatchObject({ reasonCode: 'UNDECODABLE_RECORD', originalOffset: 1n, permanent: true })
  expect(letter?.headers['floatchat.unreadable-batch']).toContain('larger than')
  await running.stop()
})
