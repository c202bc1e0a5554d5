import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { openSystem, type System, serviceNames } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'

const large = floatFile({ platform: '5900101', cycles: cycleRange(1, 120), levels: 800 })
const small = cycleRange(1, 12).map((cycle) => floatFile({ platform: '5900102', cycles: [cycle], levels: 300 }))

describe('a service killed in the middle of its work and started again', () => {
  let system: System
  let expected: string
  const ingestAll = async () => Promise.all([large, ...small].map((file) => system.upload(file)))

  beforeAll(async () => {
    system = await openSystem('killed')
    for (const { job_id } of await ingestAll()) expect((await system.ended(job_id)).status).toBe('succeeded')
    expected = await system.digest()
    await emptyTables(system.database)
  })
  afterEach(() => emptyTables(system.database))
  afterAll(() => system.close())

  it.each(serviceNames)('%s: every job succeeds, and the rows are those of an undisturbed run', async (name) => {
    const service = system.of(name)
    const jobs = await ingestAll()
    // Somewhere in the middle: the large file takes about a second from end to end.
    for (const wait of [150, 400]) {
      await sleep(wait)
      expect(await service.end('SIGKILL')).toBe('SIGKILL')
      service.start()
    }
    for (const { job_id } of jobs) {
      const job = await system.ended(job_id, 100)
      expect(job.error_log).toBeNull()
      expect(job.status).toBe('succeeded')
    }
    expect(await system.digest()).toBe(expected)
    await service.ready()
  })

  it('stops in good order at SIGTERM, and the work goes on where it was', async () => {
    const jobs = await ingestAll()
    for (const name of ['parser', 'cleaner', 'writer'] as const) {
      const service = system.of(name)
      expect(await service.end('SIGTERM')).toBe(0)
      service.start()
    }
    for (const { job_id } of jobs) expect((await system.ended(job_id, 100)).status).toBe('succeeded')
    expect(await system.digest()).toBe(expected)
  })
})
