import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openSystem, type System, serviceNames } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'

const folder = join(realArgoFiles, 'files')
const files = readdirSync(folder).map((name) => join(folder, name))

let system: System
let expected: string
beforeAll(async () => {
  system = await openSystem('truth-killed')
  const jobs = await Promise.all(files.map((file) => system.upload(file)))
  for (const { job_id } of jobs) await system.ended(job_id)
  expected = await system.digest()
})
afterAll(() => system.close())

it.each(serviceNames)('all real files at once, the %s killed while some of them are under way', async (name) => {
  await emptyTables(system.database)
  const jobs = await Promise.all(files.map((file) => system.upload(file)))
  const states = () => Promise.all(jobs.map(async ({ job_id }) => (await system.job(job_id)).status))
  const isUnderWay = (status: string) => status === 'pending' || status === 'running'
  await vi.waitFor(async () => expect((await states()).every(isUnderWay)).toBe(false), {
    timeout: 60_000,
    interval: 20,
  })
  // A kill at rest shows nothing.
  expect((await states()).filter(isUnderWay).length).toBeGreaterThan(0)
  expect(await system.of(name).end('SIGKILL')).toBe('SIGKILL')
  system.of(name).start()
  await system.of(name).ready()

  const ended = await Promise.all(jobs.map(({ job_id }) => system.ended(job_id, 120)))
  const refused = ended.filter(({ status }) => status === 'failed').map((job) => job.original_filename)
  const noProfiles = files.map((file) => basename(file)).filter((file) => /_(Rtraj|tech)\.nc$/.test(file))
  expect(refused.toSorted()).toEqual(noProfiles.toSorted())
  expect(await system.digest()).toBe(expected)
})
