// biome-ignore-all lint/style/noRestrictedImports: src/gateway is a folder of this package, not the service
import { randomBytes } from 'node:crypto'
import type { FloatMetadata } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import pg from 'pg'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applyRoles } from '../src/applyRoles.ts'
import { readAudit } from '../src/audit/readAudit.ts'
import { endAudit, recordAudit } from '../src/audit/recordAudit.ts'
import { recordChanges } from '../src/changes/recordChanges.ts'
import { relayChanges } from '../src/changes/relayChanges.ts'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { storeArchiveDataset } from '../src/datasets/archiveDatasets.ts'
import { findHolders, withdrawnParents } from '../src/datasets/findHolders.ts'
import { findKnownFiles } from '../src/datasets/findKnownFiles.ts'
import { findWritten } from '../src/datasets/findWritten.ts'
import { readDataset } from '../src/datasets/readDatasets.ts'
import { recordUpload, takeDatasetIds } from '../src/datasets/recordUpload.ts'
import { storeSummaries } from '../src/datasets/storeSummaries.ts'
import { findDeadLetters } from '../src/deadLetters/findDeadLetters.ts'
import { markDeadLetter, reopenDeadLetter } from '../src/deadLetters/markDeadLetter.ts'
import { recordDeadLetters } from '../src/deadLetters/recordDeadLetters.ts'
import { deleteFloats } from '../src/floats/deleteFloats.ts'
import {
  deleteClaims,
  dropOldClaims,
  readClaimedFloats,
  readHeldClaims,
  saveClaims,
} from '../src/floats/floatClaims.ts'
import { lockFloats } from '../src/floats/lockFloats.ts'
import { saveConfigurations } from '../src/floats/saveConfigurations.ts'
import { writeJobFiles } from '../src/jobs/jobFiles.ts'
import { claimRebuilding, haltProjection, keepProjection, lockJobs } from '../src/jobs/lockJobs.ts'
import { listJobs, readJob, readJobs } from '../src/jobs/readJobs.ts'
import { countRebuilt, keepRebuilt, swapRebuilt } from '../src/jobs/rebuiltFiles.ts'
import { asOnlyWatcher, markResent, readStuckFiles } from '../src/jobs/stuckJobs.ts'
import { sumJobs } from '../src/jobs/sumJobs.ts'
import { createApiKey, listApiKeys, revokeApiKey, useApiKey } from '../src/keys/apiKeys.ts'
import { listenForChanges } from '../src/listenForChanges.ts'
import { migrate } from '../src/migrate.ts'
import { judgeFloat, type NeighbourJudge } from '../src/neighbours/judgeFloat.ts'
import { enqueue } from '../src/outbox/enqueue.ts'
import { relayBulk } from '../src/outbox/relayBulk.ts'
import { outboxBacklog, relayOutbox, type Send } from '../src/outbox/relayOutbox.ts'
import { adoptProfiles } from '../src/profiles/adoptProfiles.ts'
import { chooseProfiles } from '../src/profiles/chooseProfiles.ts'
import { deleteProfiles } from '../src/profiles/deleteProfiles.ts'
import { findProfiles } from '../src/profiles/findProfiles.ts'
import { profileKeyText } from '../src/profiles/ProfileKey.ts'
import { readOrigin } from '../src/profiles/readOrigin.ts'
import { readProfileContents } from '../src/profiles/readProfileContents.ts'
import { listProfiles } from '../src/profiles/readProfiles.ts'
import { readQualityTests } from '../src/profiles/readQualityTests.ts'
import { requestRereads } from '../src/profiles/requestRereads.ts'
import { advanceUpload, claimUpload, completeUpload, createUpload, removeUpload } from '../src/uploads/changeUploads.ts'
import { bytesOfOpenUploads, expiredUploads, forgottenUploads, readUpload } from '../src/uploads/findUploads.ts'
import { countVersions, deleteVersions, saveShown } from '../src/versions/changeVersions.ts'
import { findVersions } from '../src/versions/findVersions.ts'
import {
  askMembers,
  hideVersions,
  lockParents,
  lockRequests,
  moveVersions,
  readHeldKeys,
  readWithdrawn,
  saveWithdrawals,
} from '../src/withdrawals/applyWithdrawals.ts'
import { chooseDatasets } from '../src/withdrawals/chooseDatasets.ts'
import { listWithdrawals } from '../src/withdrawals/listWithdrawals.ts'
import { previewEffect } from '../src/withdrawals/previewEffect.ts'
import { findPurgedBytes, markBytesRemoved } from '../src/withdrawals/purgedBytes.ts'
import { readUndone } from '../src/withdrawals/readUndone.ts'
import { recordRequest } from '../src/withdrawals/requestWithdrawals.ts'
import { refusedStatements, refusedToEverybody } from './refusedStatements.ts'
import {
  claim,
  file,
  file_id,
  job_id,
  key,
  letter,
  newUpload,
  place,
  run_id,
  staged,
  statistics,
  time,
  written,
} from './roleSamples.ts'
import { readRows } from './support/readRows.ts'
import { writeProfile } from './writeProfile.ts'

let environment: TestEnvironment
/** Finds every profile of a float wanting, by one test or another. */
const judge: NeighbourJudge = {
  factsOf: () => ({ temperature: null, salinity: null }),
  judge: (profiles) =>
    profiles.map(({ profileId }) => ({
      profileId,
      failedTests: 1,
      temperatureTests: 0,
      salinityTests: 0,
      reasons: [],
    })),
  judgedBy: (mission) => ({ ...mission, park_pressure: 1 }),
  concerns: () => true,
  judgeMission: () => [{ parameter: 'PRES', failedTests: [1, 0], flags: '31' }],
}
const metadata = { date_update: null, missions: [], sensor_details: [] } as unknown as FloatMetadata

let owner: Database
const users: { readonly name: string; readonly database: Database }[] = []

beforeAll(async () => {
  environment = await testEnvironment('roles')
  await migrate(environment.databaseUrl)
  await applyRoles(environment.databaseUrl)
  owner = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await Promise.all(users.map(({ database }) => database.close()))
  for (const { name } of users) await owner?.pool.query(sql.unsafe`drop user ${sql.identifier([name])}`)
  await owner?.close()
  await environment?.close()
})

/** A connection as a user who is a member of the role, as a service's is. */
async function loginAs(role: string): Promise<Database> {
  const name = `${role}_${randomBytes(4).toString('hex')}`
  await owner.pool.query(sql.unsafe`
    create user ${sql.identifier([name])} in role ${sql.identifier([role])} password ${sql.literalValue(name)}`)
  const address = new URL(environment.databaseUrl)
  address.username = name
  address.password = name
  const database = await connectDatabase({ DATABASE_URL: address.href })
  users.push({ name, database })
  return database
}

/** Of the statements those that the user is not refused, none of which takes effect. */
async function allowed({ url }: Database, statements: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const done: string[] = []
  for (const statement of statements) {
    await client.query('begin')
    const outcome = await client.query(statement).then(
      () => 'done',
      (error: Error) => error.message,
    )
    await client.query('rollback')
    if (!/permission denied|must be owner/.test(outcome)) done.push(`${statement}: ${outcome}`)
  }
  await client.end()
  return done
}

const atMost = { live: 10, withdrawals: 10 }
const sendAll: Send = async (events) => events.map(({ outbox_id }) => outbox_id)

describe('the roles of the database', () => {
  it('let the gateway do its work', async () => {
    const database = await loginAs('floatchat_gateway')
    const { pool } = database
    const heard: string[] = []
    const listener = listenForChanges(database, { jobChanged: (id) => heard.push(id), outboxFilled: () => {} })
    await expect.poll(() => listener.isListening()).toBe(true)
    expect(await takeDatasetIds(database, 2)).toEqual([1, 2])
    const upload = { topic: 'files.staged', record_type: 'FileStaged', record: staged, traceparent: undefined, job_id }
    await recordUpload(database, {
      ...{ dataset_id: 1, name: 'n', filename: 'f', object_key: 'k', size_bytes: 1, sha256: staged.sha256 },
      ...{ staged_at: time, trace_id: 'a'.repeat(32), file, event: upload },
    })
    await expect.poll(() => heard).toEqual([job_id])
    await listener.close()
    expect((await outboxBacklog(database)).waiting).toBe(1)
    expect(await relayOutbox(database, atMost, sendAll)).toEqual({ count: 1, withdrawals: [] })
    await enqueue(pool, [{ ...upload, bulk_file_id: file_id }])
    const relayed = await relayBulk(database, 2, (events) => events, sendAll)
    expect(relayed).toEqual({ waiting: false, underWayMs: [] })
    expect(await findKnownFiles(database, [staged.sha256], [])).toMatchObject([{ dataset_id: 1, status: 'pending' }])
    expect((await readJobs(database, [job_id], false)).jobs).toHaveLength(1)
    await pool.transaction(async (transaction) => {
      await keepProjection(transaction)
      await lockJobs(transaction, [job_id])
      await writeJobFiles(transaction, 'job_files', [file])
      await writeJobFiles(transaction, 'job_files_rebuilt', [file])
      expect(await sumJobs(transaction, [job_id])).toHaveLength(1)
    })
    await pool.transaction(async (transaction) => {
      expect(await claimRebuilding(transaction)).toBe(true)
      await haltProjection(transaction)
      await keepRebuilt(transaction, [job_id])
      expect(await countRebuilt(transaction)).toEqual({ jobs: 1, files: 1, changed: 0 })
      expect(await swapRebuilt(transaction)).toEqual([job_id])
    })
    await asOnlyWatcher(database, async (transaction) => {
      await readStuckFiles(transaction, { runningMinutes: 30, pendingMinutes: 15 })
      await markResent(transaction, [job_id])
    })
    await storeSummaries(pool, [
      {
        ...{ job_id, file_id, dataset_id: 1, run_id, summary_text: 's', summary_source: 'template' as const },
        ...{ fallback_reason: null, model: null, summarized_at: time },
      },
    ])
    const archive = { job_id, dataset_id: 1, filled: 'x', statistics, test_counts: [], polygon: null, event: written }
    await storeArchiveDataset(pool, archive)
    await recordDeadLetters(pool, [letter])
    expect(await findDeadLetters(pool, { status: 'open' })).toHaveLength(1)
    expect(await readJob(database, job_id)).toBeDefined()
    expect((await listJobs(database, { sort: 'created', order: 'desc', limit: 10, offset: 0 } as never)).total).toBe(1)
    expect((await readDataset(database, 1))?.summary_text).toBe('s')
    const request = { datasets: [1], because: 'b', by: 'me' }
    for (const kind of ['withdraw', 'restore'] as const)
      expect(await recordRequest(pool, { ...request, kind })).toMatchObject([{ outcome: 'requested' }])
    expect(await relayOutbox(database, atMost, sendAll)).toEqual({ count: 2, withdrawals: [1, 2] })
    expect(await readUndone(database, [1, 2, 3])).toEqual([1, 2])
    expect(await chooseDatasets(pool, 'withdraw', { platformNumber: '1' })).toEqual([])
    expect(await previewEffect(pool, 'withdraw', [1])).toEqual([])
    expect((await listWithdrawals(database, { limit: 1, offset: 0 })).total).toBe(2)
    expect(await findPurgedBytes(database, 1)).toEqual([])
    await markBytesRemoved(database, [1])
    await recordChanges(owner.pool, [
      { kind: 'SHOWN', key, datasetId: 1, runId: run_id, dataMode: 'R', dateUpdate: time, contentSha256: 'ab' },
    ])
    expect(await relayChanges(database, async () => {})).toBe(1)
    await createUpload(database, newUpload, 1)
    expect((await claimUpload(database, file_id, job_id, 0))?.dataset_id).toBe(2)
    const to = {
      receivedBytes: 1,
      digestState: Buffer.from('x'),
      partsId: null,
      etag: 'e',
      remainderKey: null,
      hours: 1,
    }
    expect(await advanceUpload(database, file_id, job_id, to)).toBe(true)
    // Another request that has not claimed it.
    expect(await advanceUpload(database, file_id, run_id, to)).toBe(false)
    expect(await forgottenUploads(database, 9)).toEqual([])
    expect(await bytesOfOpenUploads(database)).toHaveLength(1)
    await completeUpload(database, file_id)
    expect(await expiredUploads(database, 9)).toEqual([])
    expect((await readUpload(database, file_id))?.digest_state).toEqual(Buffer.from('x'))
    expect(await removeUpload(database, file_id, 'open')).toBe(false)
    expect(await removeUpload(database, file_id, 'complete')).toBe(true)
    const apiKey = { key_id: file_id, name: 'k', role: 'viewer' as const, created_by: 'w', expires_at: null }
    const noted = { who: 'w', role: null, way: 'http' as const, action: 'createKey', target: file_id }
    await createApiKey(database, { ...apiKey, digest: staged.sha256 }, noted)
    expect(await createApiKey(database, { ...apiKey, key_id: job_id, digest: 'a'.repeat(64) }, noted)).toBeUndefined()
    expect((await useApiKey(database, staged.sha256))?.name).toBe('k')
    await revokeApiKey(database, { name: 'k' }, 'w', { ...noted, action: 'revokeKey' })
    expect(await useApiKey(database, staged.sha256)).toBeUndefined()
    expect(await listApiKeys(database)).toHaveLength(1)
    await endAudit(pool, await recordAudit(pool, noted, 'begun'), 'failed', 'a test')
    expect((await readAudit(database, { who: 'w' }, 9)).map(({ result }) => result)).toEqual(['failed', 'done', 'done'])
  })

  it('let the writer do its work, and the gateway read what came of it', async () => {
    const database = await loginAs('floatchat_writer')
    const { pool } = database
    const profileId = await pool.transaction(writeProfile)
    expect(await findWritten(pool, [file_id])).toHaveProperty('size', 1)
    const found = await findProfiles(pool, [key])
    expect(found.get(profileKeyText(key))?.profileId).toBe(profileId)
    await adoptProfiles(pool, [{ profileId, runId: newRunId(), datasetId: 1 }])
    const [version] = await findVersions(pool, [key], [])
    expect(await findVersions(pool, [], [staged.sha256])).toEqual([version])
    await saveShown(pool, [{ datasetId: 1, number: 1, isShown: true }])
    expect((await countVersions(pool, [1])).get(1)).toMatchObject({ recorded: 1, shown: 1, present: 1, is_same: true })
    await saveConfigurations(pool, [{ datasetId: 1, metadata: { ...metadata, platform_number: key.platformNumber } }])
    expect(await judgeFloat(database, key.platformNumber, judge)).toBe(true)
    const verdicts = await readRows(owner, 'select parameter, failed_tests::text, proposed_qc from mission_verdicts')
    expect(verdicts).toEqual([{ parameter: 'PRES', failed_tests: '{1,0}', proposed_qc: '31' }])
    expect(await readRows(owner, 'select platform_number from floats_to_judge')).toEqual([])
    await requestRereads(pool, [1])
    // Asked for already: not again.
    await requestRereads(pool, [1])
    expect((await relayOutbox(owner, atMost, sendAll)).count).toBe(1)

    const gateway = users.find(({ name }) => name.startsWith('floatchat_gateway'))?.database ?? database
    expect((await listProfiles(gateway, { datasets: [1] }, 10, 0)).total).toBe(1)
    const all = { platformNumber: undefined, profileIds: undefined, limit: 10, offset: 0 }
    expect(await chooseProfiles(gateway, { datasets: [1] }, all)).toEqual({ ids: [profileId], cells: [2] })
    const [contents] = await readProfileContents(gateway, [profileId], { measurements: true, parameters: 'all' })
    expect(contents?.variables).toHaveLength(1)
    expect(contents?.measurements?.get('pressure')).toBe('[1,2]')
    expect(await readQualityTests(gateway)).not.toHaveLength(0)
    expect((await readOrigin(gateway, profileId))?.failed).toEqual([{ parameter: 'PRES', bit: 0, levels: 1 }])

    await pool.transaction(async (transaction) => {
      await saveClaims(transaction, [{ ...claim, platform_number: '6900002' }])
      const floats = await lockFloats(transaction, [staged.sha256], ['6900002'])
      expect(await readHeldClaims(transaction, ['6900002'])).toHaveLength(1)
      expect(await readClaimedFloats(transaction, [staged.sha256])).toEqual(['6900002'])
      expect(await findHolders(transaction, [staged.sha256], [])).toMatchObject([{ dataset_id: 1, run_id }])
      expect(await withdrawnParents(transaction, [1])).toEqual(new Set())
      await deleteFloats(transaction, [floats.get('6900002')?.float_id ?? 0])
      await lockRequests(transaction)
      await lockParents(transaction, [1])
      expect(await readWithdrawn(transaction, [1])).toHaveLength(1)
      const asked = { withdrawalId: 1, datasetId: 1, kind: 'withdraw' as const }
      await saveWithdrawals(transaction, [asked])
      await askMembers(transaction, [asked])
      await hideVersions(transaction, [1])
      expect(await readHeldKeys(transaction, [1])).toEqual([key])
      await moveVersions(transaction, [{ from: 1, to: 1 }])
      await deleteClaims(transaction, [1])
      await dropOldClaims(transaction, ['6900002'])
      await saveWithdrawals(transaction, [{ ...asked, withdrawalId: 2, kind: 'restore' }])
      const change = { kind: 'SHOWN', key, datasetId: 1, runId: run_id, dataMode: 'R', dateUpdate: time } as const
      await recordChanges(transaction, [{ ...change, contentSha256: 'ab' }])
    })

    await pool.transaction(async (transaction) => {
      await deleteProfiles(transaction, [profileId])
      await deleteVersions(transaction, [1])
      await writeProfile(transaction)
    })
    const rows = await pool.oneFirst(
      sql.type(z.object({ rows: z.unknown() }))`select count(*) as rows from measurements`,
    )
    expect(Number(rows)).toBe(2)
  })

  it('let an operator find and mark dead letters', async () => {
    const { pool } = await loginAs('floatchat_operator')
    expect(await findDeadLetters(pool, { status: 'open' })).toHaveLength(1)
    expect(await markDeadLetter(pool, place, { status: 'redriven', by: 'me', reason: null })).toBe(true)
    await reopenDeadLetter(pool, place)
    const replayed = {
      topic: 'files.staged',
      record_type: 'FileStaged',
      record: staged,
      traceparent: undefined,
      job_id,
    }
    for (let time = 0; time < 2; time += 1) await enqueue(pool, [{ ...replayed, bulk_file_id: file_id }])
  })

  it('let a researcher ask schema argo', async () => {
    const { pool } = await loginAs('floatchat_reader')
    const count = await pool.oneFirst(sql.type(z.object({ count: z.unknown() }))`
      select count(*) as count from argo.floats
      join argo.cycles using (platform_number) join argo.levels using (platform_number, cycle_number, direction)
      where st_dwithin(argo.levels.geom, st_geogfromtext('POINT(2 1)'), 1000)`)
    expect(Number(count)).toBe(2)
    for (const view of ['standard', 'research', 'easy', 'expert', 'quality_tests', 'dictionary'])
      await pool.any(sql.unsafe`select * from ${sql.identifier(['argo', view])}`)
  })

  it.each(refusedStatements)('refuse $role what is not its business', async ({ role, refused }) => {
    const user = users.find(({ name }) => name.startsWith(role))
    expect(await allowed((user ?? { database: owner }).database, [...refusedToEverybody, ...refused])).toEqual([])
  })

  it('leave no table undecided, and take back what was granted by hand', async () => {
    const { pool } = owner
    await pool.query(sql.unsafe`grant delete on profiles to floatchat_reader`)
    await applyRoles(environment.databaseUrl)
    const rows = await pool.any(sql.type(z.object({ table: z.string(), grants: z.string() }))`
      select c.relname as table,
        string_agg(distinct a.grantee::regrole || ' ' || lower(a.privilege_type), ', ') as grants
      from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.grantee::regrole::text like 'floatchat\\_%'
      group by 1`)
    const grants = Object.fromEntries(rows.map(({ table, grants: text }) => [table, text]))
    expect(grants.profiles).not.toContain('floatchat_reader delete')

    const tables = await pool.anyFirst(sql.type(z.object({ name: z.string() }))`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`)
    // A table that only part of the owner's work touches: name it in roles.sql, or here.
    const ownersOnly = ['floats_untold', 'schema_migrations']
    // Column grants stand in pg_attribute; no table has nothing else.
    expect(tables.filter((name) => grants[name] === undefined).sort()).toEqual(ownersOnly)
  })
})
