import { setTimeout as sleep } from 'node:timers/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { memberFileId } from '@floatchat/contracts/memberFileId'
import { readRows } from '@floatchat/db/test/support/readRows'
import { requestWithdrawal } from '@floatchat/intake/withdrawals'
import { partitionOfKey } from '@floatchat/kafka/partitionOfKey'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFewPartitions } from '../src/relay/inFewPartitions.ts'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, type Stages, writtenOf } from './support/stages.ts'

const window = 4
let installation: Installation
let gateway: RunningGateway
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-lanes')
  gateway = await installation.start({ OUTBOX_BULK_WINDOW: String(window) })
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

async function upload(name: string, lane: 'live' | 'bulk') {
  const form = new FormData()
  form.set('file', new File([`CDF ${name}`], name))
  const answer = await gateway.fetch(`/api/v1/datasets/upload?lane=${lane}`, { method: 'POST', body: form })
  expect(answer.status).toBe(202)
  return (await answer.json()) as { job_id: string; dataset_id: number }
}

/** The files of the names on files.staged, in the order of the topic, once there are so many. */
function onTopic(names: RegExp, count: number): Promise<FileStaged[]> {
  return eventually(`${count} files on files.staged`, async () => {
    const files = (await stages.read('files.staged')).map(({ value }) => value as FileStaged)
    const found = files.filter(({ filename }) => names.test(filename))
    if (found.length > count) throw new Error(`there are ${found.length} files on files.staged, not ${count}`)
    return found.length === count && found
  })
}

function membersOf(zip: FileStaged, count: number, name: string): FileStaged[] {
  return Array.from({ length: count }, (_, number) => ({
    ...zip,
    file_id: memberFileId(zip.file_id, number),
    ...{ dataset_id: null, parent_dataset_id: zip.dataset_id, filename: `${name}-${number}.nc` },
    reason: 'ARCHIVE_MEMBER',
    archive: {
      ...{ archive_file_id: zip.file_id, member_path: `${name}-${number}.nc` },
      ...{ member_number: number, members_total: count },
    },
  }))
}

const waiting = async (): Promise<number> =>
  (await readRows(installation.database, `select from outbox where lane = 'bulk'`)).length

test('of bulk files so many are under way; a live file passes the others by; what ends makes room', async () => {
  for (let number = 1; number <= 6; number += 1) await upload(`bulk-${number}.nc`, 'bulk')
  const first = await onTopic(/^bulk/, window)
  await upload('live.nc', 'live')
  await onTopic(/^live/, 1)
  expect(await waiting()).toBe(6 - window)
  const [refused, ...written] = first
  if (refused === undefined) throw new Error('none')
  await stages.deadLetter('parser', refused, 'It ends too early.')
  for (const file of written) await stages.written(writtenOf(file, file.dataset_id ?? 0))
  // A retry would not count: what ended has made its room.
  for (const file of await onTopic(/^bulk/, 6)) await stages.written(writtenOf(file, file.dataset_id ?? 0))
  expect(await waiting()).toBe(0)
})

test('what another process has put into the bulk lane is sent though live files come all the time', async () => {
  await upload('before.nc', 'live')
  const [before] = await onTopic(/^before/, 1)
  const record = JSON.stringify({ ...before, file_id: crypto.randomUUID(), filename: 'other.nc' })
  await readRows(
    installation.database,
    `insert into outbox (topic, record_type, record, job_id, lane, bulk_file_id)
     select 'files.staged', 'FileStaged', r, (r ->> 'job_id')::uuid, 'bulk', (r ->> 'file_id')::uuid
     from (select $record$${record}$record$::jsonb as r) as one`,
  )
  for (let number = 0; (await waiting()) > 0; number += 1) {
    expect(number).toBeLessThan(40)
    await upload(`meanwhile-${number}.nc`, 'live')
    await sleep(300)
  }
  const [other] = await onTopic(/^other/, 1)
  if (other === undefined) throw new Error('none')
  await stages.written(writtenOf(other, other.dataset_id ?? 0))
})

test('members of a large zip are told of at once, and go on as there is room, each once', async () => {
  const { job_id, dataset_id } = await upload('large.zip', 'live')
  const [zip] = await onTopic(/^large\.zip$/, 1)
  if (zip === undefined) throw new Error('no zip')
  const members = membersOf(zip, 6, 'member')
  await stages.waiting(...members, members[5] as FileStaged)
  // Also those that have to wait for room, of which some are not on files.staged for as long as none has ended.
  await eventually('the members on the job', async () => {
    const answer = await gateway.fetch(`/api/v1/datasets/jobs/${job_id}/files`)
    const { files } = (await answer.json()) as { files: { filename: string; status: string }[] }
    const pending = files.filter(({ status }) => status === 'pending').map(({ filename }) => filename)
    return String(pending) === String(members.map(({ filename }) => filename))
  })
  // Whoever has ended makes room, until all have come.
  const done = new Set<string>()
  const all = await eventually('all members on files.staged', async () => {
    const files = (await stages.read('files.staged')).map(({ value }) => value as FileStaged)
    const found = files.filter(({ filename }) => filename.startsWith('member'))
    for (const file of found.filter(({ file_id }) => !done.has(file_id))) {
      done.add(file.file_id)
      await stages.written(writtenOf(file, dataset_id))
    }
    return found.length >= members.length && found
  })
  expect(all.map(({ filename }) => filename).sort()).toEqual(members.map(({ filename }) => filename))
  expect(await waiting()).toBe(0)
})

test('those are sent together that lie in few partitions', async () => {
  await upload('spread.zip', 'live')
  const [zip] = await onTopic(/^spread\.zip$/, 1)
  if (zip === undefined) throw new Error('no zip')
  const members = membersOf(zip, 24, 'spread')
  await stages.waiting(...members)
  const sent = await onTopic(/^spread-/, window)
  // So many has a topic where nobody says more.
  const together = inFewPartitions(members, window, ({ file_id }) => partitionOfKey(file_id, 6, 'light'))
  expect(sent.map(({ filename }) => filename).sort()).toEqual(together.map(({ filename }) => filename).sort())
})

test('a live file passes thousands of withdrawals by, and all of them are sent', async () => {
  const { database } = installation
  const count = 1_000
  const datasets = await readRows(
    database,
    `insert into datasets (name, source_filename, raw_file_sha256, file_id)
     select 'old-' || n, 'old.nc', lpad(to_hex(n), 64, 'f'), gen_random_uuid() from generate_series(1, ${count}) n
     returning dataset_id`,
  )
  const ids = datasets.map(({ dataset_id }) => dataset_id as number)
  // As a mirror asks, in a process of its own.
  await requestWithdrawal(database, { datasets: ids, because: 'They were replaced.', by: 'mirror' })
  const told = async () => {
    const events = await stages.read('profiles.cleaned')
    const withdrawn = events.filter(({ type }) => type === 'FileWithdrawn')
    return new Set(withdrawn.map(({ value }) => (value as { dataset_id: number }).dataset_id))
  }
  const first = await eventually('the first withdrawals', async () => {
    const found = await told()
    return found.size >= 240 && found
  })
  await upload('passes-by.nc', 'live')
  await onTopic(/^passes-by/, 1)
  expect(first.size).toBe(240)
  expect((await told()).size).toBe(first.size)
  // As the writer does with what it was told.
  await eventually('all withdrawals', async () => {
    const found = await told()
    await readRows(
      database,
      `update withdrawals set done_at = now() where done_at is null and dataset_id in (${[...found].join()})`,
    )
    return found.size === count
  })
})
