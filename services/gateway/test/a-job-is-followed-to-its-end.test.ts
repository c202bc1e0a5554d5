import type { FileStaged } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { readEvents, type ServerEvent } from './support/readEvents.ts'
import { openStages, progressOf, type Stages, summarizedOf, writtenOf } from './support/stages.ts'

let installation: Installation
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-events')
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

async function upload(gateway: RunningGateway): Promise<FileStaged> {
  const { job_id } = (await (await gateway.upload('followed.nc', 'CDF')).json()) as { job_id: string }
  return eventually('the event of the upload', async () => {
    const sent = await stages.read('files.staged')
    return sent.map(({ value }) => value as FileStaged).find((file) => file.job_id === job_id)
  })
}

/** Gathers events until the stream ends or breaks. */
async function gather(response: Response, into: ServerEvent[]): Promise<void> {
  try {
    for await (const event of readEvents(response)) into.push(event)
  } catch {
    // The gateway went away: the client comes back.
  }
}
const statuses = (events: readonly ServerEvent[]) =>
  events.filter(({ event }) => event === 'job').map(({ data }) => (JSON.parse(data) as { status: string }).status)

test('from upload to summary, across a restart of the gateway, and on another instance', async () => {
  const first = await installation.spawn()
  const other = await installation.start()
  const file = await upload(first)
  const path = `/api/v1/datasets/jobs/${file.job_id}`
  const seen: ServerEvent[] = []
  const response = await first.fetch(`${path}/events`)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const following = gather(response, seen)
  const elsewhere: ServerEvent[] = []
  const followingElsewhere = gather(await other.fetch(path, { headers: { accept: 'text/event-stream' } }), elsewhere)

  const run_id = newRunId()
  await stages.progress(progressOf(file, { run_id, done: 1, total: 3 }))
  await eventually('the job running', async () => statuses(seen).includes('running'))
  expect(await first.stop()).toBe(0)
  await following

  const restarted = await installation.start()
  const written = writtenOf(file, file.dataset_id ?? 0, { run_id })
  await stages.written(written)
  const last = seen.findLast(({ id }) => id !== undefined)?.id ?? '0'
  const resumed = gather(await restarted.fetch(`${path}/events`, { headers: { 'last-event-id': last } }), seen)
  await eventually('the job ended', async () => statuses(seen).includes('succeeded'))
  await stages.summarized(summarizedOf(written, 'Done.'))
  await Promise.all([resumed, followingElsewhere])

  for (const events of [seen, elsewhere]) {
    expect(events.at(-1)?.event).toBe('end')
    const ids = events.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]))
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
    expect([...new Set(statuses(events))]).toEqual(['pending', 'running', 'succeeded'])
  }
  // Who comes back after the end is told to stop.
  const over = await restarted.fetch(`${path}/events`, {
    headers: { 'last-event-id': String(seen.findLast(({ id }) => id)?.id) },
  })
  expect(over.status).toBe(204)
  await other.stop()
  await restarted.stop()
})

test('a change is told within a moment, on whatever instance it is made', async () => {
  const [one, other] = [await installation.start(), await installation.start()]
  const file = await upload(one)
  const seen: (ServerEvent & { at: number })[] = []
  const response = await other.fetch(`/api/v1/datasets/jobs/${file.job_id}/events`)
  const following = (async () => {
    for await (const event of readEvents(response)) seen.push({ ...event, at: Date.now() })
  })()
  await eventually('the job is followed', async () => seen.length > 0)
  const retried = Date.now()
  await stages.deadLetter('parser', file, 'It is broken.')
  await eventually('the job failed', async () => statuses(seen).includes('failed'))
  await following
  expect((seen.at(-1)?.at ?? 0) - retried).toBeLessThan(3_000)
  await Promise.all([one.stop(), other.stop()])
})
