import { createHook } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { datasetsSummarized } from '@floatchat/contracts/topics'
import { openProducer } from '@floatchat/kafka/openProducer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('at-rest')
})
afterAll(() => harness.close())

it('once its requests are answered', async () => {
  const producer = await openProducer(harness.kafka, 'test')
  const topic = harness.settings.TOPIC_PREFIX + datasetsSummarized.name
  await producer.send([{ topic, key: null, value: Buffer.from('x'), headers: {} }])
  let timers = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'Timeout') timers += 1
    },
  })
  // The client's own check of requests that last too long is one interval for each connection, and made before.
  await sleep(200)
  hook.enable()
  await sleep(1_000)
  hook.disable()
  await producer.close()
  // One is the pause above; a test runner may set some of its own, but not one a millisecond.
  expect(timers).toBeLessThan(20)
})
