import type { datasetsSummarized } from '@floatchat/contracts/topics'
import { filesStaged } from '@floatchat/contracts/topics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stage } from '../src/Stage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('idle-runs')
})
afterAll(() => harness.close())

it('also where no other message comes', { timeout: 100_000 }, async () => {
  const open = new Set<string>()
  const gatherer: Stage<typeof filesStaged, typeof datasetsSummarized> = {
    name: 'cleaner',
    consumes: filesStaged,
    produces: [],
    // biome-ignore lint/correctness/useYield: the test watches the offsets, not the outputs
    async *handle(message, context) {
      open.add(message.value.filename)
      context.hold(message.value.filename, message)
    },
    idle(context) {
      for (const name of open) context.release(name)
      open.clear()
    },
    forget: () => open.clear(),
  }
  await harness.stage([stagedFile({ filename: 'a' }), stagedFile({ filename: 'b' })])
  const running = await harness.run(gatherer)
  await eventually(() => open.size === 2)
  expect(await harness.committed('cleaner', filesStaged.name)).toBeLessThan(1)
  await eventually(async () => (await harness.committed('cleaner', filesStaged.name)) === 2, 60)
  await running.stop()
})
