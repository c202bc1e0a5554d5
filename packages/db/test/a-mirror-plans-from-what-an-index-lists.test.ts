import { randomBytes } from 'node:crypto'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { sql } from 'slonik'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyRoles } from '../src/applyRoles.ts'
import { CopyRows } from '../src/CopyRows.ts'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { takeDatasetIds } from '../src/datasets/recordUpload.ts'
import { migrate } from '../src/migrate.ts'
import { countGone, forgetGone, forgetReplaced, goneFiles, replacedFiles } from '../src/mirror/goneFiles.ts'
import { holdLead } from '../src/mirror/holdLead.ts'
import { beginRun, saveRun } from '../src/mirror/mirrorRuns.ts'
import { findMirrorSource, openMirrorSource } from '../src/mirror/mirrorSources.ts'
import { pendingWithdrawals } from '../src/mirror/pendingWithdrawals.ts'
import { type PlanInput, planMirror } from '../src/mirror/planMirror.ts'
import { readCentreShares, readMirrors } from '../src/mirror/readMirrors.ts'
import { settleFiles } from '../src/mirror/settleFiles.ts'
import { claimDataset, countWaiting, saveFetched, saveUnfetched, wantedFiles } from '../src/mirror/wantedFiles.ts'
import { clearTables } from './support/clearTables.ts'

let environment: TestEnvironment
let owner: Database
/** A member of the mirror's role, and of no other. */
let database: Database
const user = `floatchat_mirror_${randomBytes(4).toString('hex')}`

beforeAll(async () => {
  environment = await testEnvironment('mirror-plan')
  await migrate(environment.databaseUrl)
  await applyRoles(environment.databaseUrl)
  owner = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  await owner.pool.query(sql.unsafe`
    create user ${sql.identifier([user])} in role floatchat_mirror password ${sql.literalValue(user)}`)
  const address = new URL(environment.databaseUrl)
  address.username = user
  address.password = user
  database = await connectDatabase({ DATABASE_URL: address.href })
})
afterAll(async () => {
  await database?.close()
  await owner?.pool.query(sql.unsafe`drop user ${sql.identifier([user])}`)
  await owner?.close()
  await environment?.close()
})
beforeEach(() => clearTables(owner))

const [early, late] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 5, 1)]
const profile = (name: string) => `aoml/1/profiles/${name}.nc`

type Row = readonly [path: string, date: number | null]
async function* copied(rows: readonly Row[]): AsyncGenerator<CopyRows> {
  const batch = new CopyRows()
  for (const [path, date] of rows) {
    batch.row(3)
    batch.asciiText(Buffer.from(path), 0, path.length)
    batch.timestamptz(date)
    batch.text('core')
  }
  yield batch
}

async function plan(sourceId: number, rows: readonly Row[], options: Partial<PlanInput> = {}) {
  const input = { sourceId, kinds: ['core'] as const, only: [], onlyNewer: false, dryRun: false }
  const { sample: _, ...counts } = await planMirror(database, { ...input, rows: copied(rows), ...options })
  return counts
}

const wantedPaths = async (sourceId: number) =>
  (await wantedFiles(database, sourceId, [], '', 100)).map(({ path }) => path)
const none = { fresh: 0, changed: 0, undated: 0, missing: 0, doubled: 0 }

/** As if it had been fetched, by a dataset that is in the database. */
async function hold(sourceId: number, path: string, datasetId?: number): Promise<number> {
  const [id = 0] = datasetId === undefined ? await takeDatasetIds(database, 1) : [datasetId]
  await owner.pool.query(sql.unsafe`
    insert into datasets (dataset_id, name, written_run_id) values (${id}, 'd', gen_random_uuid()) on conflict do nothing`)
  await claimDataset(database, sourceId, id)
  await saveFetched(database, {
    ...{ sourceId, path, sha256: 'ab'.repeat(32), sizeBytes: 1, etag: null, fileUpdate: early, datasetId: id },
    ...{ isWhatWasWanted: true, problem: null },
  })
  await owner.pool.query(sql.unsafe`update mirror_files set state = 'held' where path = ${path}`)
  return id
}

describe('a plan', () => {
  it('finds what is new, changed, listed twice, without a date, missing, and there again', async () => {
    const source = await openMirrorSource(database, ['a'])
    const [one, two, three] = [profile('R1_001'), profile('R1_002'), profile('R1_003')]
    expect(
      await plan(source, [
        [one, early],
        [two, early],
        [two, late],
        [three, null],
      ]),
    ).toEqual({
      ...{ ...none, listed: 4, fresh: 3, doubled: 1 },
    })
    expect(await wantedPaths(source)).toEqual([one, two, three])
    for (const path of [one, two, three]) await hold(source, path)
    expect(await wantedPaths(source)).toEqual([])
    // The later of two dates is held: the earlier one changes nothing, however often it is listed.
    expect(
      await plan(source, [
        [one, early],
        [two, early],
        [two, late],
        [three, null],
      ]),
    ).toEqual({
      ...{ ...none, listed: 4, undated: 1, doubled: 1 },
    })
    expect(
      await plan(source, [
        [one, late],
        [three, early],
      ]),
    ).toEqual({ ...none, listed: 2, changed: 2, missing: 1 })
    expect(await wantedPaths(source)).toEqual([one, three])
    expect(
      await plan(source, [
        [one, late],
        [two, late],
        [three, early],
      ]),
    ).toEqual({ ...none, listed: 3 })
    expect((await readMirrors(database, 1))[0]).toMatchObject({ files: 3, missing: 0, wanted: 2 })
  })

  it('changes nothing where it is only asked what it would be, and says which paths', async () => {
    const source = await openMirrorSource(database, ['a'])
    const input = { sourceId: source, kinds: ['core'] as const, only: [], onlyNewer: false, dryRun: true }
    const planned = await planMirror(database, { ...input, rows: copied([[profile('R1_001'), early]]) })
    expect(planned).toMatchObject({ fresh: 1, sample: [{ path: profile('R1_001'), what: 'fresh' }] })
    expect(await wantedPaths(source)).toEqual([])
  })

  it('leaves alone what is outside of its folders, of another index, or of another source', async () => {
    const [source, other] = [await openMirrorSource(database, ['a']), await openMirrorSource(database, ['b'])]
    const path = profile('R1_001')
    await plan(other, [[path, early]])
    await plan(source, [[path, early]])
    await hold(source, path)
    expect(await plan(source, [], { only: ['aoml/2'] })).toEqual({ ...none, listed: 0 })
    expect(await plan(source, [], { kinds: ['bio'] })).toEqual({ ...none, listed: 0 })
    expect(await plan(source, [], { only: ['aoml/1'] })).toEqual({ ...none, listed: 0, missing: 1 })
    expect(await wantedPaths(other)).toEqual([path])
  })

  it('passes over rows of a fallback that are older than what is known', async () => {
    const source = await openMirrorSource(database, ['a'])
    const path = profile('R1_001')
    await plan(source, [[path, late]])
    await hold(source, path)
    expect(await plan(source, [[path, early]], { onlyNewer: true })).toEqual({ ...none, listed: 1 })
    expect(await plan(source, [[path, early]])).toEqual({ ...none, listed: 1, changed: 1 })
  })

  it('takes nothing for missing by the word of a fallback that lags behind', async () => {
    const source = await openMirrorSource(database, ['a'])
    const [old, recent, newest] = [profile('R1_001'), profile('R1_002'), profile('R1_003')]
    const middle = (early + late) / 2
    await plan(source, [
      [old, early],
      [recent, middle],
    ])
    for (const path of [old, recent]) await hold(source, path)
    expect(await plan(source, [[old, early]], { onlyNewer: true })).toEqual({ ...none, listed: 1 })
    expect((await readMirrors(database, 1))[0]).toMatchObject({ files: 2, missing: 0 })
    // One that has what is newer is up to date, and what it lacks is missing.
    const upToDate: Row[] = [
      [old, early],
      [newest, late],
    ]
    expect(await plan(source, upToDate, { onlyNewer: true })).toEqual({ ...none, listed: 2, fresh: 1, missing: 1 })
  })
})

describe('what is gone', () => {
  it('is due after its grace, a renamed file only when the other is held', async () => {
    const source = await openMirrorSource(database, ['a'])
    const [r, d, gone] = [profile('R1_001'), profile('D1_001'), profile('R1_002')]
    await plan(source, [
      [r, early],
      [gone, early],
    ])
    const [first, second] = [await hold(source, r), await hold(source, gone)]
    await plan(source, [[d, late]])
    expect(await countGone(database, source, [], 3600)).toMatchObject([{ known: 2, due: 0, renamed: 0 }])
    expect(await goneFiles(database, source, [], ['core'], 3600, '', 10)).toEqual([])
    expect(await countGone(database, source, [], 0)).toMatchObject([{ known: 2, due: 2, renamed: 1 }])
    expect(await goneFiles(database, source, [], ['bio'], 0, '', 10)).toEqual([])
    expect(await goneFiles(database, source, [], ['core'], 0, '', 10)).toEqual([{ path: gone, datasets: [second] }])
    await hold(source, d)
    expect(await goneFiles(database, source, [], ['core'], 0, '', 10)).toEqual([
      { path: r, datasets: [first] },
      { path: gone, datasets: [second] },
    ])
    await forgetGone(database, source, [r, gone])
    expect(await countGone(database, source, [], 0)).toMatchObject([{ known: 1, due: 0 }])
  })

  it('takes no dataset with it that another path has, or that no mirror brought', async () => {
    const source = await openMirrorSource(database, ['a'])
    const [one, two, sent] = [profile('R1_001'), profile('R1_002'), profile('R1_003')]
    await plan(source, [
      [one, early],
      [two, early],
      [sent, early],
    ])
    const shared = await hold(source, one)
    await hold(source, two, shared)
    const uploaded = await hold(source, sent)
    await owner.pool.query(sql.unsafe`delete from mirror_datasets where dataset_id = ${uploaded}`)
    await plan(source, [[two, early]])
    expect(await goneFiles(database, source, [], ['core'], 0, '', 10)).toEqual([
      { path: one, datasets: [] },
      { path: sent, datasets: [] },
    ])
    await plan(source, [])
    expect((await goneFiles(database, source, [], ['core'], 0, '', 1))[0]).toEqual({ path: one, datasets: [shared] })
  })

  it('is an earlier version only once the newer one is in the database', async () => {
    const source = await openMirrorSource(database, ['a'])
    const path = profile('R1_001')
    await plan(source, [[path, early]])
    const first = await hold(source, path)
    const [second = 0] = await takeDatasetIds(database, 1)
    const job = sql.fragment`(job_id, dataset_id, status, error_log)`
    await owner.pool.query(sql.unsafe`insert into datasets (dataset_id, name) values (${second}, 'd')`)
    await owner.pool.query(sql.unsafe`
      insert into ingestion_jobs ${job} values (gen_random_uuid(), ${second}, 'failed', 'It is truncated.')`)
    const fetched = { sourceId: source, path, sizeBytes: 1, etag: null, fileUpdate: late, problem: null }
    await saveFetched(database, { ...fetched, sha256: 'cd'.repeat(32), datasetId: second, isWhatWasWanted: true })
    expect(await settleFiles(database, source)).toEqual({ open: 0, failed: 1 })
    expect(await replacedFiles(database, source, 10)).toEqual([])
    // A file that was refused is fetched again; retried, it may be taken after all.
    expect(await wantedFiles(database, source, [], '', 10)).toMatchObject([{ path, state: 'failed' }])
    await owner.pool.query(sql.unsafe`
      update datasets set written_run_id = gen_random_uuid() where dataset_id = ${second}`)
    expect(await settleFiles(database, source)).toEqual({ open: 0, failed: 0 })
    expect(await replacedFiles(database, source, 10)).toEqual([{ path, datasets: [first] }])
    await forgetReplaced(database, source, [path])
    expect(await replacedFiles(database, source, 10)).toEqual([])
  })
})

describe('a source', () => {
  it('is known by any of its addresses, and led by one session at a time', async () => {
    const source = await openMirrorSource(database, ['a', 'b'])
    expect(await openMirrorSource(database, ['c', 'b'])).toBe(source)
    expect(await findMirrorSource(database, ['c'])).toBe(source)
    expect(await findMirrorSource(database, ['a'])).toBeUndefined()
    const lead = await holdLead(database, source)
    expect(lead?.lost.aborted).toBe(false)
    expect(await holdLead(database, source)).toBeUndefined()
    await lead?.release()
    const next = await holdLead(database, source)
    await owner.pool.query(sql.unsafe`
      select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = database
      where locktype = 'advisory' and datname = current_database()`)
    await expect.poll(() => next?.lost.aborted).toBe(true)
    await next?.release()
  })

  it('has its runs told, one that never ended as stopped', async () => {
    const source = await openMirrorSource(database, ['a'])
    await beginRun(database, source)
    const run = await beginRun(database, source)
    await saveRun(database, run, { status: 'succeeded', address: 'a', counts: { taken: 2 }, problems: [], error: null })
    const [mirror] = await readMirrors(database, 5)
    expect(mirror?.runs).toMatchObject([{ status: 'succeeded', counts: { taken: 2 } }, { status: 'stopped' }])
    expect([await pendingWithdrawals(database, source), await countWaiting(database)]).toEqual([[], 0])
    expect(await readCentreShares(database)).toEqual([])
    await saveUnfetched(database, { sourceId: source, path: 'x', isWanted: true, problem: null })
  })
})
