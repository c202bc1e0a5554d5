import { setTimeout as sleep } from 'node:timers/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation } from './support/openGateway.ts'
import { openStages, type Stages, writtenOf } from './support/stages.ts'

let installation: Installation
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-outbox')
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

// The broker is shared with other suites, so it is the gateway that does not find it; the suite of faults stops one.
test('ten uploads while the broker cannot be reached are accepted, and another instance sends each once', async () => {
  const cutOff = await installation.start({ KAFKA_BROKERS: '127.0.0.1:9' })
  const accepted = await Promise.all(Array.from({ length: 10 }, (_, n) => cutOff.upload(`${n}.nc`, `CDF ${n}`)))
  expect(accepted.map(({ status }) => status)).toEqual(Array(10).fill(202))
  const jobs = await Promise.all(
    accepted.map(async (response) => ((await response.json()) as { job_id: string }).job_id),
  )
  await sleep(500)
  expect(await stages.read('files.staged')).toEqual([])

  const gateway = await installation.start()
  const files = await eventually('all events', async () => {
    const sent = (await stages.read('files.staged')).map(({ value }) => value as FileStaged)
    return sent.length >= 10 && sent
  })
  expect(files.map(({ job_id }) => job_id).toSorted()).toEqual(jobs.toSorted())
  for (const file of files) await stages.written(writtenOf(file, file.dataset_id ?? 0))
  await eventually('ten jobs that succeeded', async () => {
    const { total } = (await (await gateway.fetch('/api/v1/datasets/jobs?status_filter=succeeded')).json()) as {
      total: number
    }
    return total === 10
  })
})
