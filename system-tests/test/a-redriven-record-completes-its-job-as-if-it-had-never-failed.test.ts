import { randomBytes } from 'node:crypto'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { discardDeadLetters } from '@floatchat/operations/discardDeadLetters'
import { redriveDeadLetters } from '@floatchat/operations/redriveDeadLetters'
import { showDeadLetter } from '@floatchat/operations/showDeadLetter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../src/eventually.ts'
import { floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { withOperations } from '../src/withOperations.ts'

const letters = Number(process.env.LETTERS ?? 25)
const by = 'the test'

describe('dead letters', () => {
  let system: System
  beforeAll(async () => {
    // The parser waits, so that objects can be taken away before it looks for them.
    system = await openSystem('redrive')
  })
  afterAll(() => system.close())

  it('a record whose cause was mended completes its job, one command for all of them', async () => {
    await withOperations(system, async (operations, bucket) => {
      const parser = system.of('parser')
      await parser.end('SIGTERM')
      const taken = new Map<string, Buffer>()
      const jobs: string[] = []
      for (let cycle = 1; cycle <= letters; cycle++) {
        const { job_id } = await system.upload(floatFile({ platform: '5900201', cycles: [cycle], levels: 50 }))
        const { raw_file_path: key } = (await system.job(job_id)) as unknown as { raw_file_path: string }
        taken.set(key, await bucket.get(key))
        await bucket.remove(key)
        jobs.push(job_id)
      }
      parser.start()
      for (const job of jobs) expect((await system.ended(job)).status).toBe('failed')
      const open = await findDeadLetters(system.database.pool, { stage: 'parser', status: 'open' })
      expect(open.map(({ reason_code }) => reason_code)).toEqual(Array(letters).fill('OBJECT_MISSING'))
      const [first] = open
      if (first === undefined) throw new Error('no dead letter')
      const id = { topic: first.topic, partition: first.partition, offset: first.message_offset }
      expect(await showDeadLetter(operations, id)).toMatchObject({
        record: { type: 'FileStaged', value: { job_id: first.job_id } },
      })

      for (const [key, bytes] of taken) await bucket.put(key, bytes)
      const rehearsed = await redriveDeadLetters(operations, { stage: 'parser' }, { dryRun: true, by })
      expect(rehearsed).toHaveLength(letters)
      expect((await system.job(jobs[0] ?? '')).status).toBe('failed')
      const done = await redriveDeadLetters(operations, { stage: 'parser' }, { dryRun: false, by })
      expect(done.map(({ action }) => action)).toEqual(Array(letters).fill('sent-again'))
      await eventually(async () => {
        for (const job of jobs) {
          const ended = await system.job(job)
          expect(ended).toMatchObject({ status: 'succeeded', progress_pct: 100, profiles_ingested: 1, error_log: null })
        }
      }, 120)
      expect(await findDeadLetters(system.database.pool, { status: 'open' })).toEqual([])
    })
  })

  it('a record that fails again shows how often it was sent again, and can be discarded with a reason', async () => {
    await withOperations(system, async (operations) => {
      const job = await system.ingest({ name: 'R5900299_001.nc', bytes: Buffer.from('this is not NetCDF at all') })
      expect(job.status).toBe('failed')
      for (const redrives of [1, 2]) {
        await redriveDeadLetters(operations, { job: job.job_id }, { dryRun: false, by })
        await eventually(async () => {
          const [open] = await findDeadLetters(system.database.pool, { job: job.job_id, status: 'open' })
          expect(open?.redrives).toBe(redrives)
        })
      }
      expect((await system.job(job.job_id)).status).toBe('failed')
      const discarded = await discardDeadLetters(
        system.database,
        { job: job.job_id },
        { dryRun: false, by, reason: 'a text file' },
      )
      expect(discarded).toHaveLength(1)
      const [known] = await findDeadLetters(system.database.pool, { job: job.job_id, status: 'discarded' })
      expect(known).toMatchObject({ handled_by: by, handled_reason: 'a text file' })
    })
  })

  it('a message too large for a dead letter is shown and sent again from where it was left', async () => {
    await withOperations(system, async (operations) => {
      const topic = `${operations.topicPrefix}files.staged`
      const value = Buffer.concat([Buffer.from('x'), randomBytes(3_500_000)])
      await operations.producer.send([{ topic, key: 'large', value, headers: {} }])
      const found = () => findDeadLetters(system.database.pool, { stage: 'parser', status: 'open' })
      const ofTheMessage = async () => (await found()).find(({ original_topic }) => original_topic === topic)
      await eventually(async () => expect(await ofTheMessage()).toMatchObject({ redrives: 0 }))
      const letter = await ofTheMessage()
      if (letter === undefined) throw new Error('it was there a moment ago')
      const id = { topic: letter.topic, partition: letter.partition, offset: letter.message_offset }
      const shown = await showDeadLetter(operations, id)
      expect(shown?.firstBytes).toBe(value.subarray(0, 64).toString('hex'))
      expect(shown?.undecodable).toMatch(/3500001 bytes/)
      await redriveDeadLetters(operations, { ids: [id] }, { dryRun: false, by })
      await eventually(async () => expect(await ofTheMessage()).toMatchObject({ redrives: 1 }))
      await discardDeadLetters(system.database, { stage: 'parser' }, { dryRun: false, by, reason: 'garbage' })
    })
  })

  it('the same over HTTP', async () => {
    const job = await system.ingest({ name: 'R5900298_001.nc', bytes: Buffer.from('neither is this') })
    const list = async (query: string) =>
      (await (await system.request(`/stream/dead-letters?${query}`)).json()) as {
        total: number
        dead_letters: { id: string }[]
      }
    const { total, dead_letters: found } = await list(`job=${job.job_id}&status=open`)
    expect(total).toBe(1)
    const id = found[0]?.id ?? ''
    const shown = await system.request(`/stream/dead-letters/${id}`)
    expect(await shown.json()).toMatchObject({
      letter: { id, reason_code: 'NOT_NETCDF' },
      record: { type: 'FileStaged' },
    })
    const post = (verb: string, body: object) =>
      system.request(`/stream/dead-letters/${verb}`, { method: 'POST', body: JSON.stringify(body) })
    expect((await post('redrive', {})).status).toBe(400)
    expect((await post('discard', { filter: { ids: [id] } })).status).toBe(400)
    const rehearsed = await post('redrive', { filter: { ids: [id] }, dry_run: true })
    expect(await rehearsed.json()).toMatchObject({ dry_run: true, total: 1, outcomes: [{ id, problem: null }] })
    const discarded = await post('discard', { filter: { ids: [id] }, because: 'a text file' })
    expect(await discarded.json()).toMatchObject({ total: 1 })
    expect((await list(`job=${job.job_id}&status=open`)).total).toBe(0)
    const stages = (await (await system.request('/stream/stages')).json()) as {
      stages: { stage: string; instances: object[] }[]
    }
    expect(stages.stages.map(({ stage, instances }) => [stage, instances.length])).toEqual([
      ['gateway', 1],
      ['parser', 1],
      ['cleaner', 1],
      ['writer', 1],
      ['summarizer', 1],
    ])
  })
})
