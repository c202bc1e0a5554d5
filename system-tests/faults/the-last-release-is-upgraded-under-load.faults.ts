import { prepareSystem } from '@floatchat/cli/prepareSystem'
import { recordSchemas } from '@floatchat/contracts/recordSchemas'
import { recordTopics } from '@floatchat/contracts/topics'
import { applyRoles } from '@floatchat/db/applyRoles'
import type { TableDigests } from '@floatchat/db/test/support/digestTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { repositoryRoot } from '@floatchat/stack/stackSettings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playSteps } from '../src/archive/playSteps.ts'
import { reprocessEarlier, settle } from '../src/archive/settle.ts'
import { eventually } from '../src/eventually.ts'
import { rowsAstray } from '../src/faults/underFault.ts'
import { floatFile } from '../src/floatFile.ts'
import { lastRelease } from '../src/lastRelease.ts'
import { type ServiceName, serviceNames } from '../src/openSystem.ts'
import { type RecordsRead, readByReleases } from '../src/upgrade/readByReleases.ts'
import { SteadyFlow, sendAll } from '../src/upgrade/SteadyFlow.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'

/** How long anything may take, on a machine with a lot to do. */
const seconds = 240

/** In every step so many files that come after it are in the database before the next. */
const filesAStep = 10

type Age = 'old' | 'new'
/** The ages of both instances of each service. */
type Step = Readonly<Record<ServiceName, readonly [Age, Age]>>

const all = (ages: readonly [Age, Age]) => Object.fromEntries(serviceNames.map((name) => [name, ages])) as Step
const [old, mixed, recent] = [['old', 'old'] as const, ['old', 'new'] as const, ['new', 'new'] as const]
/** Whatever the earlier code writes is read by today's here, and on the other topics the other way round. */
const first: Step = { gateway: ['new', 'old'], parser: recent, cleaner: old, writer: recent, summarizer: old }
const second: Step = { gateway: mixed, parser: old, cleaner: recent, writer: old, summarizer: recent }

/** Files that are taken out and put back meanwhile: one stays out, one comes back, one is destroyed. */
const archive = [1, 2, 3].map((cycle) => floatFile({ platform: '5900802', cycles: [cycle], levels: 60 }))
const heldInTheEnd = archive.slice(1, 2)
const ask = (what: 'withdraw' | 'restore' | 'purge', ...files: number[]) =>
  files.map((file) => ({ what, file, pauseMs: 0 }))

/** So that some records are too large for a topic, and travel by the bucket. */
const settings = { MAX_RECORD_BYTES: '6000' }

describe('an installation of the last release', () => {
  let release: string
  let system: FaultySystem
  beforeAll(async () => {
    release = await lastRelease()
    const scale = Object.fromEntries(serviceNames.map((name) => [name, 2]))
    system = await openFaultySystem('upgrade', { release, scale, settings })
  }, 900_000)
  afterAll(() => system?.close())

  it('is upgraded while files keep coming, in any order of its services, and nothing is lost', async () => {
    const jobs = await Promise.all(archive.map((file) => system.ingest(file, seconds)))
    const flow = new SteadyFlow(system, seconds)
    await flow.passes(filesAStep)

    // What the upgrade's first step does, beside services that know nothing of it.
    await prepareSystem(system.env)
    await applyRoles(system.env.DATABASE_URL ?? '')
    await flow.passes(filesAStep)

    await become(all(mixed))
    await archiveDoes(ask('withdraw', 0, 1, 2))
    await flow.passes(filesAStep)
    await become(first)
    await archiveDoes(ask('restore', 1))
    await flow.passes(filesAStep)
    await become(second)
    await archiveDoes(ask('purge', 2))
    await flow.passes(filesAStep)
    await become(all(recent))
    await flow.passes(filesAStep)
    jobs.push(...(await flow.stop()))
    await settle(system, seconds)
    console.log(`${jobs.length} jobs; in the longest stall none ended for ${flow.longestStall.toFixed(1)} s`)

    expect(jobs.filter(({ status }) => status !== 'succeeded')).toEqual([])
    expect(jobs).toHaveLength(flow.files.length + archive.length)
    expect(await countOf('dead_letters')).toBe(0)
    const upgraded = await system.digest()
    const versions = await versionsOfToday()
    await reprocessEarlier(system, seconds, versions)
    const reprocessed = await system.digest()
    expect(await countOf('dead_letters')).toBe(0)
    expectAllRead(await readByReleases(system))
    await system.close()

    const fresh = await freshly([...flow.files, ...heldInTheEnd])
    expect(rowsAstray(fresh, upgraded)).toEqual({ lost: 0, doubled: 0 })
    expect(comparable(reprocessed)).toEqual(comparable(fresh))
  }, 3_600_000)

  /** Replaces each instance that is not of the age that it is to be, of each service one after the other. */
  async function become(step: Step): Promise<void> {
    await Promise.all(serviceNames.map((name) => replace(name, step[name])))
  }

  async function replace(name: ServiceName, ages: Step[ServiceName]): Promise<void> {
    const instances = system.instances.filter(({ service }) => service === name)
    for (const [index, instance] of instances.entries()) {
      const code = ages[index] === 'old' ? release : repositoryRoot
      if (instance.code === code) continue
      expect(await instance.end('SIGTERM'), instance.logFile).toBe(0)
      instance.code = code
      instance.start()
      await instance.ready()
    }
  }

  async function archiveDoes(steps: Parameters<typeof playSteps>[1]): Promise<void> {
    await playSteps(system, steps, archive)
    await eventually(async () => expect(await countOf('withdrawals where done_at is null')).toBe(0), seconds)
  }

  async function countOf(rows: string): Promise<number> {
    const [row] = await readRows<{ count: number }>(system.database, `select count(*)::int from ${rows}`)
    return row?.count ?? 0
  }

  /** Of the code of today, which has read the last files. */
  async function versionsOfToday(): Promise<{ parser: number; cleaner: number }> {
    const text = 'select max(parser_version) as parser, max(cleaner_version) as cleaner from datasets'
    const [versions] = await readRows<{ parser: number; cleaner: number }>(system.database, text)
    if (versions === undefined) throw new Error('nothing was read')
    return versions
  }
})

/**
 * The tables that must be those of a new installation to the digest. Profiles and their variables are counted alone: where a
 * cleaner of today has judged and a writer of the release has written, the flags that it does not know are missing, and
 * nothing tells such files from those that today's writer wrote (docs/faults.md).
 */
function comparable(digest: string): unknown {
  const { floats, measurements, float_positions: positions } = JSON.parse(digest) as TableDigests
  return { floats, measurements, positions }
}

/** Every record was on its topics, and where it has changed since the release, as both write it. */
function expectAllRead(read: readonly RecordsRead[]): void {
  const records = new Set(recordTopics.flatMap(recordSchemas))
  // Of profiles that cannot be judged at all; none of these.
  records.delete('ProfileRejected')
  expect(new Set(read.map(({ record }) => record))).toEqual(records)
  for (const { record, isChanged, writtenBy } of read) {
    if (isChanged) expect(Object.keys(writtenBy).length, record).toBeGreaterThan(1)
  }
}

/** The digest of a new installation of today that is given the same files. */
async function freshly(files: SteadyFlow['files']): Promise<string> {
  const system = await openFaultySystem('upgrade-fresh', { settings })
  try {
    const jobs = await sendAll(system, files, seconds)
    expect(jobs.filter(({ status }) => status !== 'succeeded')).toEqual([])
    await settle(system, seconds)
    return await system.digest()
  } finally {
    await system.close()
  }
}
