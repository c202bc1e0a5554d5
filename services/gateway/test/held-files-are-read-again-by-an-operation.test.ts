import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, type Stages, writtenOf } from './support/stages.ts'
import { token } from './support/tokens.ts'

interface Operation {
  readonly operation_id: string
  readonly state: string
  readonly requested_by: string
  readonly files: Readonly<Record<string, number>>
}

let installation: Installation
let gateway: RunningGateway
let stages: Stages
const greyList = join(await mkdtemp(join(tmpdir(), 'floatchat-grey-')), 'ar_greylist.txt')
const listOf = (...lines: string[]) =>
  writeFileSync(
    greyList,
    ['PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC', ...lines].join('\n'),
  )
beforeAll(async () => {
  installation = await openInstallation('gateway-operations')
  gateway = await installation.start()
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

const sqlRows = (text: string) => readRows(installation.database, text)

/** As the writer leaves the dataset of a file that it has written. */
async function write(file: FileStaged, more = ''): Promise<void> {
  const event = JSON.stringify(writtenOf(file, file.dataset_id ?? 0)).replaceAll("'", "''")
  await sqlRows(`update datasets set written_run_id = '${newRunId()}', written_event = '${event}' ${more}
    where file_id = '${file.file_id}'`)
  await stages.written(writtenOf(file, file.dataset_id ?? 0))
}

/** The files of the names on files.staged, in the order of the topic. */
async function staged(names: RegExp): Promise<FileStaged[]> {
  const files = (await stages.read('files.staged')).map(({ value }) => value as FileStaged)
  return files.filter(({ filename }) => names.test(filename))
}

/** Uploads files and has them in the database. */
async function held(name: string, count: number): Promise<number[]> {
  for (let number = 1; number <= count; number += 1)
    expect((await gateway.upload(`${name}-${number}.nc`, `CDF ${name} ${number}`)).status).toBe(202)
  const files = await eventually('the uploads', async () => {
    const found = await staged(new RegExp(`^${name}-`))
    return found.length === count && found
  })
  for (const file of files) await write(file)
  return files.map(({ dataset_id }) => dataset_id ?? 0).sort((a, b) => a - b)
}

async function post(path: string, body: object = {}, status = 200): Promise<Operation> {
  const answer = await gateway.fetch(`/api/v1/operations${path}`, { method: 'POST', body: JSON.stringify(body) })
  const text = await answer.text()
  expect([answer.status, text]).toEqual([status, text])
  return JSON.parse(text) as Operation
}
const begin = (choice: object) => post('', { kind: 'reprocess', ...choice }, 202)
const read = async (id: string): Promise<Operation> =>
  (await (await gateway.fetch(`/api/v1/operations/${id}`)).json()) as Operation
const until = (what: string, id: string, is: (operation: Operation) => boolean) =>
  eventually(what, async () => {
    const operation = await read(id)
    return is(operation) && operation
  })
const ofOperation = async (id: string) => (await staged(/./)).filter(({ operation_id }) => operation_id === id)

test('an operation over no file is done; one that means nothing is refused; a dry run counts and begins nothing', async () => {
  const { operation_id } = await begin({ float: '1900001' })
  expect((await until('the end', operation_id, ({ state }) => state === 'done')).files.total).toBe(0)
  await post('', { kind: 'reprocess' }, 400)
  await post('', { kind: 'reprocess', all: true, float: '1900001' }, 400)
  await post(`/${operation_id}/pause`, {}, 400)
  await post('/00000000-0000-4000-8000-000000000000/stop', {}, 404)
  const [dataset] = await held('dry', 1)
  expect(await post('', { kind: 'reprocess', dataset, dry_run: true })).toMatchObject({ files: 1, bytes: 9 })
  const { operations } = (await (await gateway.fetch('/api/v1/operations')).json()) as { operations: unknown[] }
  expect(operations).toHaveLength(1)
  const headers = { authorization: `Bearer ${await token({ role: 'uploader' })}` }
  expect((await gateway.fetch('/api/v1/operations', { method: 'POST', headers })).status).toBe(403)
})

test('what is missing, withdrawn or fails is named, and the others go on; a gateway that is killed loses nothing', async () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = await held('named', 4)
  await sqlRows(`update datasets set is_active = false where dataset_id = ${first}`)
  const [gone] = await sqlRows(`select raw_file_path from datasets where dataset_id = ${second}`)
  await installation.bucket.remove(String(gone?.raw_file_path))
  // A withdrawn file is not held: only one that is withdrawn after it was chosen is named.
  await sqlRows(`update datasets set is_active = true where dataset_id = ${first}`)
  await gateway.stop()
  const [begun] = await sqlRows(`insert into operations (kind, request, requested_by, files_total)
    values ('reprocess', '{}', 'a test', 4) returning operation_id`)
  const id = String(begun?.operation_id)
  await sqlRows(`insert into operation_files (operation_id, dataset_id)
    select '${id}', unnest(array[${[first, second, third, fourth]}])`)
  await sqlRows(`update datasets set is_active = false where dataset_id = ${first}`)
  const killed = await installation.spawn()
  await eventually('both sent', async () => (await ofOperation(id)).length === 2)
  await killed.stop('SIGKILL')
  gateway = await installation.start()
  const sent = await ofOperation(id)
  expect(sent.map(({ dataset_id, reason }) => [dataset_id, reason])).toEqual(
    expect.arrayContaining([
      [third, 'REPLAY'],
      [fourth, 'REPLAY'],
    ]),
  )
  const failing = sent.find(({ dataset_id }) => dataset_id === fourth)
  const good = sent.find(({ dataset_id }) => dataset_id === third)
  if (failing === undefined || good === undefined) throw new Error('both were sent')
  await stages.deadLetter('parser', failing, 'It ends too early.')
  await write(good)
  const { files } = await until('the end', id, ({ state }) => state === 'done')
  expect(files).toEqual({ total: 4, succeeded: 1, failed: 1, missing: 1, withdrawn: 1, sent: 0, waiting: 0 })
  const answer = await gateway.fetch(`/api/v1/operations/${id}/files`)
  const named = ((await answer.json()) as { files: { dataset_id: number; state: string; reason: string }[] }).files
  expect(named.map(({ dataset_id, state }) => [dataset_id, state])).toEqual([
    [first, 'withdrawn'],
    [second, 'missing'],
    [fourth, 'failed'],
  ])
  expect(named[2]?.reason).toBe('It ends too early.')
})

test('two operations go on beside each other; one is paused, resumed and stopped', async () => {
  await gateway.stop()
  gateway = await installation.start({ OUTBOX_BULK_WINDOW: '4' })
  const datasets = await held('paused', 20)
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const one = await begin({ since })
  const other = await begin({ dataset: datasets[0] })
  const isSent = ({ files }: Operation) => (files.sent ?? 0) > 0
  await until('one', one.operation_id, isSent)
  // The file is in both: whichever run comes last ends it for both.
  const paused = await post(`/${one.operation_id}/pause`)
  expect(paused).toMatchObject({ state: 'paused', requested_by: expect.stringContaining('HTTP') })
  const waiting = paused.files.waiting ?? 0
  expect(waiting).toBeGreaterThan(0)
  const served = new Set<string>()
  const serve = async () => {
    const files = await staged(/./)
    for (const file of files.filter(({ operation_id }) => operation_id !== null)) {
      const name = `${file.operation_id} ${file.file_id}`
      if (served.has(name)) continue
      served.add(name)
      await write(file)
    }
  }
  const ends = (id: string, state: string) =>
    eventually(`${id} is ${state}`, async () => {
      await serve()
      const operation = await read(id)
      return operation.state === state && operation.files.sent === 0 && operation
    })
  await ends(other.operation_id, 'done')
  expect((await ends(one.operation_id, 'paused')).files.waiting).toBe(waiting)
  await post(`/${one.operation_id}/resume`)
  const done = await ends(one.operation_id, 'done')
  expect(done.files.succeeded).toBe((done.files.total ?? 0) - (done.files.missing ?? 0))

  const third = await begin({ since })
  await until('one more', third.operation_id, isSent)
  expect(await post(`/${third.operation_id}/stop`)).toMatchObject({ state: 'stopped', files: { waiting: 0 } })
  await post(`/${third.operation_id}/resume`, {}, 400)
  await ends(third.operation_id, 'stopped')
})

test('a grey list that says something else of a float has its files judged again, until that list has judged them', async () => {
  const [named = 0, other = 0] = await held('grey', 2)
  for (const [dataset, platform] of [
    [named, '5900399'],
    [other, '5900400'],
  ]) {
    await sqlRows(`insert into profile_versions select ${dataset}, 0, written_run_id, '${platform}', 1, 'A', 'core', 0, 'R',
      null, 1, 1, 1, '', '', true from datasets where dataset_id = ${dataset}`)
  }
  listOf('5900399,PSAL,20180101,,4,a test,IN', '5900411,PSAL,20180101,,4,no file of it is held,IN')
  await gateway.stop()
  gateway = await installation.start({ GREY_LIST_PATH: greyList, REPROCESS_GREY_LIST: 'true' })
  const [operation] = await eventually('an operation', async () => {
    const answer = await gateway.fetch('/api/v1/operations?limit=1')
    const { operations } = (await answer.json()) as { operations: Operation[] }
    return operations[0]?.requested_by === 'the grey list' && operations
  })
  if (operation === undefined) throw new Error('there is one')
  const id = operation.operation_id
  const [first] = await eventually('the file', async () => {
    const files = await ofOperation(id)
    return files.length > 0 && files
  })
  expect(first?.dataset_id).toBe(named)
  // A cleaner that has not read the new list yet.
  if (first !== undefined) await write(first, `, grey_list_sha256 = repeat('0', 64)`)
  const again = await eventually('the file again', async () => {
    const files = await ofOperation(id)
    return files.length === 2 && files[1]
  })
  const [{ grey_list: digest } = {}] = await sqlRows(
    `select request ->> 'grey_list' as grey_list from operations where operation_id = '${id}'`,
  )
  await write(again, `, grey_list_sha256 = '${digest}'`)
  const { files } = await until('the end', id, ({ state }) => state === 'done')
  expect(files).toMatchObject({ total: 1, succeeded: 1 })
  // Nothing more: it remembers what the list says.
  expect(await sqlRows(`select from operations where requested_by = 'the grey list'`)).toHaveLength(1)
})
