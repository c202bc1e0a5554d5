import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { counterValue } from '../src/counterValue.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { type Job, openSystem, type System } from '../src/openSystem.ts'
import { zipOf } from '../src/zipOf.ts'

const members = Number(process.env.ZIP_MEMBERS ?? 300)

describe('a zip', () => {
  let system: System
  beforeAll(async () => {
    // Written in small lots, so that there is progress to be seen however fast the machine is.
    system = await openSystem('zip', { scale: { parser: 2 }, settings: { WRITER_BATCH_FILES: '10' } })
  })
  afterAll(() => system.close())

  it('becomes a dataset for each member; two parsers share the work, the progress moves, a bad member is listed', async () => {
    const good = cycleRange(1, members).map((cycle) => {
      const { name, bytes } = floatFile({ platform: '5900501', cycles: [cycle], levels: 150 })
      return { name: `profiles/${name}`, bytes }
    })
    const bytes = await zipOf([
      ...good,
      { name: 'profiles/broken.nc', bytes: Buffer.from('no NetCDF') },
      { name: '__MACOSX/profiles/._R.nc', bytes: Buffer.from('rubbish') },
      { name: 'readme.txt', bytes: Buffer.from('read me') },
    ])
    const { job_id, dataset_id } = await system.upload({ name: 'many.zip', bytes })
    const seen = new Set<number>()
    let job: Job
    do {
      job = await system.job(job_id)
      seen.add(job.progress_pct)
      await sleep(20)
    } while (job.status === 'pending' || job.status === 'running')
    expect(job).toMatchObject({ status: 'succeeded', progress_pct: 100, profiles_ingested: members })
    expect(seen.size).toBeGreaterThan(3)
    expect([...seen]).toEqual([...seen].toSorted((a, b) => a - b))
    expect(JSON.stringify(job.errors)).toContain('broken.nc')

    const datasets = await system.database.pool.oneFirst(sql.type(z.object({ count: z.coerce.number() }))`
      select count(*) from datasets where parent_dataset_id = ${dataset_id}`)
    expect(datasets).toBe(members)
    const parsers = system.instances.filter(({ service }) => service === 'parser')
    for (const parser of parsers) {
      const handled = counterValue(await parser.metrics(), 'floatchat_messages_consumed_total')
      expect(handled).toBeGreaterThan(members / 10)
    }
  })

  it('without a good member fails', async () => {
    const bytes = await zipOf([{ name: 'a.nc', bytes: Buffer.from('no NetCDF') }])
    const job = await system.ingest({ name: 'bad.zip', bytes })
    expect(job.status).toBe('failed')
    expect(job.error_log).toContain('a.nc')
  })
})
