import { afterAll, beforeAll, expect, it } from 'vitest'
import { floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'

interface Health {
  readonly status: string
  readonly stages: readonly { readonly stage: string; readonly state: string; readonly detail: string | null }[]
}

let system: System
beforeAll(async () => {
  system = await openSystem('health')
})
afterAll(() => system.close())

const health = async () => (await (await fetch(`${system.url}/health`)).json()) as Health
const stages = ['parser', 'cleaner', 'writer', 'summarizer']
// The gateway looks some seconds after its start for the first time.
const wellAgain = () =>
  expect
    .poll(health, { timeout: 30_000 })
    .toMatchObject({ status: 'ok', stages: stages.map((stage) => ({ stage, state: 'ok' })) })

it('by /health and by the jobs that wait for it, and all is well when it is back', async () => {
  await wellAgain()
  const parser = system.of('parser')
  await parser.end('SIGKILL')
  const { job_id } = await system.upload(floatFile({ platform: '5900501', cycles: [1], levels: 10 }))
  await expect
    .poll(health, { timeout: 30_000 })
    .toMatchObject({ status: 'degraded', stages: [{ stage: 'parser', state: 'no_instance' }, {}, {}, {}] })
  expect(await system.job(job_id)).toMatchObject({
    status: 'pending',
    waits_for: { stage: 'parser', state: 'no_instance', detail: expect.stringMatching(/^No parser is running/) },
  })
  parser.start()
  expect(await system.ended(job_id)).toMatchObject({ status: 'succeeded', waits_for: null })
  await wellAgain()
})
