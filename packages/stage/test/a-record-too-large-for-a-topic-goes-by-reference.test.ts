import { createHash } from 'node:crypto'
import { datasetsSummarized, filesStaged, to } from '@floatchat/contracts/topics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

describe('a record larger than MAX_RECORD_BYTES', () => {
  let harness: Awaited<ReturnType<typeof openHarness>>
  beforeAll(async () => {
    harness = await openHarness('payload', { MAX_RECORD_BYTES: '20000' })
  })
  afterAll(() => harness.close())

  it('is put in the bucket, and the next stage is given it as if it had been on the topic', async () => {
    const objects = new Map<string, Buffer>()
    const payloads = {
      put: async (key: string, bytes: Buffer) => void objects.set(key, bytes),
      get: async (key: string) => objects.get(key) ?? Buffer.alloc(0),
    }
    const text = 'x'.repeat(50_000)
    const received: string[] = []
    await harness.run(
      {
        name: 'parser',
        consumes: filesStaged,
        produces: [datasetsSummarized],
        async *handle({ value: { job_id, file_id } }) {
          yield to(datasetsSummarized, 'DatasetSummarized', {
            job_id,
            file_id,
            run_id: '0190a5f0-0000-7000-8000-000000000000' as never,
            dataset_id: 1,
            summary_text: text,
            summary_source: 'template',
            fallback_reason: null,
            model: null,
            summarized_at: 0,
          })
        },
      },
      { payloads },
    )
    await harness.run(
      {
        name: 'summarizer',
        consumes: datasetsSummarized,
        produces: [],
        // biome-ignore lint/correctness/useYield: a sink for the test
        async *handle(message) {
          received.push(message.value.summary_text)
        },
      },
      { payloads },
    )
    await harness.stage([stagedFile()])
    await eventually(() => received.length === 1)
    expect(received).toEqual([text])
    const [onTopic] = await harness.read('datasets.summarized')
    expect(onTopic?.value?.length).toBeLessThan(1_000)
    const [key, bytes] = [...objects][0] ?? []
    expect(key).toBe(
      `payloads/datasets.summarized/${createHash('sha256')
        .update(bytes ?? '')
        .digest('hex')}`,
    )
  })
})
