import { KeptAdmin } from '@floatchat/kafka/KeptAdmin'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('kept-admin')
})
afterAll(() => harness.close())

it('one connection answers question after question; one that failed is not asked again', async () => {
  const kept = new KeptAdmin(harness.kafka)
  const asked: unknown[] = []
  const ask = (fails = false) =>
    kept.ask(async (admin) => {
      asked.push(admin)
      await admin.listTopics()
      if (fails) throw new Error('on purpose')
    })
  await Promise.all([ask(), ask()])
  const failed = ask(true)
  const after = ask()
  await expect(failed).rejects.toThrow('on purpose')
  await after
  const [first, second, third, fourth] = asked
  expect(second).toBe(first)
  expect(third).toBe(first)
  expect(fourth).not.toBe(first)
  await kept.close()
})

it('checks that come while one is under way are that one, in line behind what was asked before', async () => {
  const kept = new KeptAdmin(harness.kafka)
  const held = Promise.withResolvers<void>()
  const before = kept.ask(() => held.promise)
  const checks = Array.from({ length: 50 }, () => kept.check())
  expect(new Set(checks).size).toBe(1)
  held.resolve()
  await Promise.all([before, ...checks])
  const later = kept.check()
  expect(later).not.toBe(checks[0])
  expect(await later).toMatchObject({ brokers: [expect.objectContaining({ nodeId: expect.any(Number) })] })
  await kept.close()
})
