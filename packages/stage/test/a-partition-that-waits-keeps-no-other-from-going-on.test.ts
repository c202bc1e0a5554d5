import { outage } from '@floatchat/contracts/IngestionError'
import { partitionOfKey } from '@floatchat/kafka/partitionOfKey'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

/** The last is for heavy files. */
const partitions = 7
let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('waits-alone', {}, partitions)
})
afterAll(() => harness.close())

/** A file whose id is of the partition. */
async function stageOn(partition: number, filename: string): Promise<void> {
  for (;;) {
    const file = stagedFile({ filename })
    if (partitionOfKey(file.file_id, partitions, 'light') === partition) return harness.stage([file])
  }
}

it('also where as many wait as are handled at the same time, and their own go on afterwards', async () => {
  let away = true
  const done: string[] = []
  const running = await harness.run(
    fileStage(({ filename }) => {
      if (away && filename.startsWith('waits')) throw outage('BUCKET_UNAVAILABLE', 'The bucket is away.')
      done.push(filename)
    }),
    { concurrency: 3 },
  )
  for (const partition of [0, 1, 2, 3]) await stageOn(partition, `waits${partition}`)
  // Each is on a partition that does not wait, sent after the others began to.
  for (const round of [1, 2, 3]) {
    for (const partition of [4, 5]) {
      await stageOn(partition, `good${round}.${partition}`)
      await eventually(() => done.includes(`good${round}.${partition}`), 20)
    }
  }
  expect(done.some((filename) => filename.startsWith('waits'))).toBe(false)
  await stageOn(0, 'behind0')
  away = false
  await eventually(() => ['waits0', 'waits1', 'waits2', 'waits3', 'behind0'].every((name) => done.includes(name)))
  await running.stop()
})
