import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('brake')
})
afterAll(() => harness.close())

const ready = async (port: number) => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status: response.status, ...((await response.json()) as { checks: Record<string, string> }) }
}
const letters = async () => (await harness.read('parser.dlq')).map(readDeadLetter)

it('is not ready, and a mended one handles all the rest', async () => {
  const files = Array.from({ length: 30 }, (_, index) => stagedFile({ filename: `file${index}` }))
  await harness.stage(files)
  let tries = 0
  const broken = await harness.run(
    fileStage(() => {
      tries += 1
      throw new TypeError('a bad release')
    }),
  )
  await eventually(async () => (await ready(broken.healthPort)).checks.brake?.startsWith('too many messages fail'))
  expect((await ready(broken.healthPort)).status).toBe(503)
  const triesBefore = tries
  // It tries the message at hand again by itself, and takes no other.
  await eventually(() => tries > triesBefore, 60)
  await broken.stop()
  const buried = await letters()
  expect(buried.map(({ reasonCode }) => reasonCode)).toEqual(Array.from({ length: 4 }, () => 'HANDLER_CRASHED'))

  const mended = await harness.run(fileStage(() => undefined))
  await eventually(async () => (await harness.read('datasets.summarized')).length === files.length - buried.length)
  expect((await ready(mended.healthPort)).checks.brake).toBe('ok')
  expect(await letters()).toHaveLength(buried.length)
  await mended.stop()
})
