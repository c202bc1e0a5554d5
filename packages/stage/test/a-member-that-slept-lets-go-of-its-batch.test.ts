import type { FileStaged } from '@floatchat/contracts/generated/records'
import { type datasetsSummarized, filesStaged } from '@floatchat/contracts/topics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stage } from '../src/Stage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('slept')
})
afterAll(() => harness.close())

/** Nothing runs meanwhile, no timer either: as in a process that was stopped. */
const sleepAllOver = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

it('for longer than its session: it begins none of the other messages, which are read again', async () => {
  const taken: string[] = []
  const sleeper: Stage<typeof filesStaged, typeof datasetsSummarized> = {
    name: 'writer',
    consumes: filesStaged,
    produces: [],
    // biome-ignore lint/correctness/useYield: the test watches the messages taken, not the outputs
    async *handle(message) {
      const { filename } = message.value as FileStaged
      taken.push(filename)
      if (filename === 'sleeps' && taken.length === 1) {
        sleepAllOver(harness.settings.KAFKA_SESSION_TIMEOUT_MS + 1_000)
        taken.push('wakes')
      }
    },
  }
  await harness.stage(['sleeps', 'second', 'third'].map((filename) => stagedFile({ filename })))
  await harness.run(sleeper)
  await eventually(() => taken.at(-1) === 'third')
  expect(taken).toEqual(['sleeps', 'wakes', 'sleeps', 'second', 'third'])
})
