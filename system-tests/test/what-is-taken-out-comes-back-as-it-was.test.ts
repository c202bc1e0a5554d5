import { setTimeout as sleep } from 'node:timers/promises'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { readRows } from '@floatchat/db/test/support/readRows'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import { cycleRange, floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { zipOf } from '../src/zipOf.ts'

/** Datasets that one request takes out and brings back: a few here, as many as are asked for by FLOATCHAT_WITHDRAWN. */
const many = Number(process.env.FLOATCHAT_WITHDRAWN ?? 60)

const platform = '5900201'
const count = 40
const real = cycleRange(1, count).map((cycle) => floatFile({ platform, cycles: [cycle], levels: 100 }))
const delayed = cycleRange(1, count).map((cycle) =>
  floatFile({ platform, cycles: [cycle], levels: 120, dataMode: 'D', shift: 1, dateUpdate: '20250101000000' }),
)

let system: System
let ofReal: string
let ofBoth: string
const datasets: number[] = []
beforeAll(async () => {
  system = await openSystem('withdrawn')
  await system.ingest({ name: 'real-time.zip', bytes: await zipOf(real) }, 120)
  ofReal = await system.digest()
  const { dataset_id: zip } = await system.ingest({ name: 'delayed.zip', bytes: await zipOf(delayed) }, 120)
  const members = `select dataset_id from datasets where parent_dataset_id = ${zip} order by source_filename`
  const rows = await readRows<{ dataset_id: number }>(system.database, members)
  datasets.push(...rows.map(({ dataset_id }) => dataset_id))
  ofBoth = await system.digest()
})
afterAll(() => system?.close())

async function ask(kind: string, ids: readonly number[]) {
  return askFor(kind, { datasets: ids })
}

async function askFor(kind: string, choice: { readonly datasets: readonly number[] } | { readonly job: string }) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ kind, ...choice, because: 'a test' })
  const answer = await system.request('/withdrawals', { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { requested: number }
}

const becomes = (digest: string, seconds = 60) =>
  eventually(async () => expect(await system.digest()).toBe(digest), seconds)

/** Times are for whoever asks for many. */
const tell = (sentence: string) => process.env.FLOATCHAT_WITHDRAWN !== undefined && console.log(sentence)

/** The profiles that who reads profiles.changed from its beginning holds. */
async function copyOfFeed(): Promise<Map<string, string>> {
  const settings = readSettings(z.object(stageSettings), system.env)
  const kafka = connectKafka(settings, 'test', createLogger('test', 'silent'))
  const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, [])
  const latest = new Map<string, ProfileChanged>()
  for await (const { key, value } of readTopic(kafka, `${settings.TOPIC_PREFIX}profiles.changed`)) {
    const change = (await codec.decode(value as Buffer)).value as ProfileChanged
    const known = latest.get(String(key))
    if (known === undefined || known.change_number < change.change_number) latest.set(String(key), change)
  }
  return new Map(
    [...latest].flatMap(([key, { change, dataset_id, content_sha256, data_mode }]) =>
      change === 'WITHDRAWN' ? [] : [[key, `${dataset_id} ${data_mode} ${content_sha256}`]],
    ),
  )
}

async function shown(): Promise<Map<string, string>> {
  const rows = await readRows<{ key: string; value: string }>(
    system.database,
    `select concat_ws(' ', platform_number, cycle_number, direction, source_kind, profile_index) as key,
      concat_ws(' ', dataset_id, data_mode, content_sha256) as value from profiles`,
  )
  return new Map(rows.map(({ key, value }) => [key, value]))
}

/** How long until the profile of a cycle is shown in the mode, ms. */
async function shownAs(mode: 'R' | 'D', cycle: number): Promise<number> {
  const began = performance.now()
  const text = `select data_mode from profiles where platform_number = '${platform}' and cycle_number = ${cycle}`
  while ((await readRows<{ data_mode: string }>(system.database, text))[0]?.data_mode !== mode) await sleep(10)
  return performance.now() - began
}

it('a withdrawn delayed-mode file shows the real-time profile again within a second, and comes back', async () => {
  const times: number[] = []
  for (const [index, id] of datasets.slice(0, 10).entries()) {
    expect(await ask('withdraw', [id])).toMatchObject({ requested: 1 })
    times.push(await shownAs('R', index + 1))
  }
  await ask('restore', datasets.slice(0, 10))
  await becomes(ofBoth)
  times.sort((one, other) => one - other)
  tell(`the real-time profile is back after ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  // The shortest: the longer ones tell what else goes on on the machine. Where somebody has to look for what is to be read
  // again, all of them are longer than a second.
  expect(times[0]).toBeLessThan(1_000)
})

it.each(['writer', 'gateway'] as const)(
  'with the %s killed in the middle all of them go and come back',
  async (name) => {
    for (const [kind, digest] of [
      ['withdraw', ofReal],
      ['restore', ofBoth],
    ] as const) {
      expect(await ask(kind, datasets)).toMatchObject({ requested: count })
      expect(await system.of(name).end('SIGKILL')).toBe('SIGKILL')
      system.of(name).start()
      await system.of(name).ready()
      await becomes(digest)
    }
  },
)

it(
  `${many} datasets withdrawn by one request and restored by another leave the same database`,
  async () => {
    const files = (dataMode: 'R' | 'D') =>
      cycleRange(1, many).map((cycle) =>
        floatFile({ platform: '5900202', cycles: [cycle], levels: 40, dataMode, shift: dataMode === 'D' ? 1 : 0 }),
      )
    await system.ingest({ name: 'real-time.zip', bytes: await zipOf(files('R')) }, 60 + many)
    const before = await system.digest()
    const { job_id: job } = await system.ingest({ name: 'delayed.zip', bytes: await zipOf(files('D')) }, 60 + many)
    const after = await system.digest()
    for (const [kind, digest] of [
      ['withdraw', before],
      ['restore', after],
    ] as const) {
      const began = performance.now()
      // The zip's own dataset, and its members.
      expect(await askFor(kind, { job })).toMatchObject({ requested: many + 1 })
      await becomes(digest, 60 + many)
      tell(`${kind}: ${many} datasets in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
  },
  120_000 + 4_000 * many,
)

it('who follows profiles.changed alone holds the same profiles', async () => {
  await eventually(async () => expect(await copyOfFeed()).toEqual(await shown()))
})
