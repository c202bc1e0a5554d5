import { setTimeout as sleep } from 'node:timers/promises'
import { outage } from '@floatchat/contracts/IngestionError'
import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('budget', { STAGE_MESSAGE_SECONDS: '2' })
})
afterAll(() => harness.close())

it('after STAGE_MESSAGE_SECONDS; one that says that it gets on, and one that waits for an outage, are not', async () => {
  const hangs = stagedFile({ filename: 'hangs' })
  const files = ['gets on', 'waits', 'good'].map((filename) => stagedFile({ filename }))
  const begunAt = performance.now()
  const running = await harness.run(
    fileStage(async ({ filename, job_id, file_id }, { signal, progress }) => {
      if (filename === 'hangs') await sleep(600_000, undefined, { signal })
      if (filename === 'waits' && performance.now() - begunAt < 12_000) {
        throw outage('BUCKET_UNAVAILABLE', 'The bucket is away.')
      }
      for (let step = 0; filename === 'gets on' && step < 10; step += 1) {
        await sleep(500)
        progress({ job_id, file_id, attempt: 1, run_id: null, done: step, total: 10 })
      }
    }),
  )
  await harness.stage([hangs, ...files])
  await eventually(async () => (await harness.read('datasets.summarized')).length === files.length, 60)
  const letters = (await harness.read('parser.dlq')).map(readDeadLetter)
  expect(letters.map(({ identity, reasonCode }) => [identity.file_id, reasonCode])).toEqual([
    [hangs.file_id, 'TOO_EXPENSIVE'],
  ])
  expect(letters[0]?.reason).toMatch(/^The parser has worked on one message of partition 0 for 2 s/)
  await running.stop()
})
