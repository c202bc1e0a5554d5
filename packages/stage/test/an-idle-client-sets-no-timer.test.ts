import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withAdmin } from '../src/withAdmin.ts'
import { openHarness } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('idle')
})
afterAll(() => harness.close())

it('after its requests were answered, until there is something to do', async () => {
  await withAdmin(harness.kafka, async (admin) => {
    await admin.listTopics()
    const { setTimeout: original } = globalThis
    const delays: (number | undefined)[] = []
    const counting = (callback: () => void, delay?: number): NodeJS.Timeout => {
      delays.push(delay)
      return original(callback, delay)
    }
    globalThis.setTimeout = Object.assign(counting, original)
    try {
      // The promise's own timer is none of the global function.
      await sleep(1_000)
      expect(delays).toEqual([])
    } finally {
      globalThis.setTimeout = original
    }
  })
})
