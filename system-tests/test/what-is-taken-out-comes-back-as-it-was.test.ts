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
  await Promise.all(real.map((file) => system.ingest(file, 120)))
  ofReal = await system.digest()
  const jobs = await Promise.all(delayed.map((file) => system.ingest(file, 120)))
  datasets.push(...jobs.map(({ dataset_id }) => dataset_id))
  ofBoth = await system.digest()
})
afterAll(() => system?.close())

async function ask(kind: string, ids: readonly number[]) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ kind, datasets: ids, because: 'a test' })
  const answer = await system.request('/withdrawals', { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { requested: number }
}

const becomes = (digest: string) => eventually(async () => expect(await system.digest()).toBe(digest), 60)

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

it('a withdrawn delayed-mode file shows the real-time profile again, and comes back', async () => {
  const [id] = datasets
  expect(await ask('withdraw', [id ?? 0])).toMatchObject({ requested: 1 })
  const mode = async () =>
    (await readRows<{ data_mode: string }>(system.database, 'select data_mode from profiles where cycle_number = 1'))[0]
  await eventually(async () => expect(await mode()).toEqual({ data_mode: 'R' }))
  await ask('restore', [id ?? 0])
  await becomes(ofBoth)
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

it('who follows profiles.changed alone holds the same profiles', async () => {
  await eventually(async () => expect(await copyOfFeed()).toEqual(await shown()))
})
