import { join } from 'node:path'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { zipOf } from '../src/zipOf.ts'

const fault = join(import.meta.dirname, '../src/faults/faultyParser.ts')
const levels = 30
const filesOf = (platform: string, cycles: readonly number[]) =>
  cycles.map((cycle) => floatFile({ platform, cycles: [cycle], levels }))
/** Values are wrong, and of the second float keys as well: the wrong ones are those of other cycles, or of none. */
const files = [...filesOf('5900501', cycleRange(1, 25)), ...filesOf('5900509', cycleRange(1, 15))]
const members = filesOf('5900502', cycleRange(1, 20))

interface Operation {
  readonly operation_id: string
  readonly state: string
  readonly files: Readonly<Record<string, number>>
}

describe('after a parser with a fault was mended', () => {
  let system: System
  let right: string
  const ingestAll = async () => {
    const zip = { name: 'members.zip', bytes: await zipOf(members) }
    const jobs = await Promise.all([...files, zip].map((file) => system.upload(file)))
    for (const { job_id } of jobs) expect((await system.ended(job_id)).status).toBe('succeeded')
  }
  const readBy = () =>
    system.database.pool.any(sql.type(z.object({ parser_version: z.number().nullable(), files: z.number() }))`
      select parser_version, count(*)::int as files from datasets d
      where not exists (select from datasets m where m.parent_dataset_id = d.dataset_id) group by 1 order by 1`)
  const post = async (path: string, body: object) => {
    const answer = await system.request(path, { method: 'POST', body: JSON.stringify(body) })
    return (await answer.json()) as Operation
  }
  const read = async (id: string) => (await (await system.request(`/operations/${id}`)).json()) as Operation

  beforeAll(async () => {
    // A small window, so that there is a middle to be killed in.
    system = await openSystem('mended', { settings: { OUTBOX_BULK_WINDOW: '4' } })
    await ingestAll()
    right = await system.digest()
    await clearTables(system.database)
    const parser = system.of('parser')
    await parser.end('SIGTERM')
    parser.start({ NODE_OPTIONS: `--import=${fault}` })
    await parser.ready()
    await ingestAll()
    await parser.end('SIGTERM')
    parser.start()
    await parser.ready()
  })
  afterAll(() => system.close())

  it('one reprocess of what it has read leaves no wrong value and no wrong key, whatever is killed meanwhile', async () => {
    expect(await system.digest()).not.toBe(right)
    expect(await readBy()).toEqual([{ parser_version: 0, files: 60 }])
    const rehearsed = await post('/operations', { kind: 'reprocess', read_before: 1, dry_run: true })
    expect(rehearsed).toMatchObject({ files: 60 })

    const { operation_id: id } = await post('/operations', { kind: 'reprocess', read_before: 1 })
    for (const [name, succeeded] of [
      ['parser', 2],
      ['cleaner', 8],
      ['writer', 16],
      ['gateway', 24],
    ] as const) {
      await eventually(async () => expect((await read(id)).files.succeeded).toBeGreaterThan(succeeded), 60)
      expect(await system.of(name).end('SIGKILL')).toBe('SIGKILL')
      system.of(name).start()
    }
    await eventually(async () => expect((await read(id)).state).toBe('done'), 120)
    expect((await read(id)).files).toMatchObject({ total: 60, succeeded: 60, failed: 0, missing: 0 })
    expect(await system.digest()).toBe(right)
    expect(await readBy()).toEqual([{ parser_version: 1, files: 60 }])
  })

  it('it says what changed, by float, parameter and test', async () => {
    const [{ operation_id: id } = { operation_id: '' }] = (
      (await (await system.request('/operations?limit=1')).json()) as { operations: Operation[] }
    ).operations
    const answer = await system.request(`/operations/${id}/changes?limit=1000`)
    const { changes } = (await answer.json()) as { changes: Record<string, unknown>[] }
    const of = (float: string, parameter: string | null) =>
      changes.find((row) => row.platform_number === float && row.parameter === parameter && row.test_bit === null)
    expect(of('5900501', null)).toMatchObject({ profiles: 25, added: 0, gone: 0, changed: 25 })
    expect(of('5900501', 'PSAL')).toMatchObject({ profiles: 25, added: 0, gone: 0, changed: 25 * levels })
    expect(of('5900501', 'TEMP')).toBeUndefined()
    expect(of('5900502', 'PSAL')).toMatchObject({ profiles: 20, changed: 20 * levels })
    expect(of('5900509', null)).toMatchObject({ profiles: 30, added: 15, gone: 15, changed: 0 })
  })

  it('the way back of a profile: its file, the code, what other files say, and its records on the topics', async () => {
    const best = floatFile({ platform: '5900501', cycles: [1], levels, dataMode: 'D' })
    expect((await system.ingest(best)).status).toBe('succeeded')
    const profileId = await system.database.pool.oneFirst(sql.type(z.object({ profile_id: z.number() }))`
      select profile_id from profiles where platform_number = '5900501' and cycle_number = 1`)
    const origin = await (await system.request(`/profiles/${profileId}/origin`)).json()
    expect(origin).toMatchObject({
      platform_number: '5900501',
      versions: [
        {
          filename: best.name,
          shown: true,
          why_not_shown: null,
          data_mode: 'D',
          parser_version: 1,
          cleaner_version: 2,
        },
        { shown: false, why_not_shown: expect.stringContaining('delayed mode'), data_mode: 'R', parser_version: 1 },
      ],
    })
    const answer = await system.request(`/profiles/${profileId}/origin/topics`)
    const { places } = (await answer.json()) as { places: { topic: string; record: string; offset: number }[] }
    expect(places.map(({ topic, record }) => [topic, record])).toEqual([
      ['files.staged', 'FileStaged'],
      ['profiles.parsed', 'ProfileParsed'],
      ['profiles.cleaned', 'ProfileCleaned'],
      ['datasets.written', 'DatasetWritten'],
    ])
    expect((await system.request('/profiles/2000000000/origin')).status).toBe(404)
  })
})
