import { digestTables } from '@floatchat/db/test/support/digestTables'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { orphans } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, messagesOf, type ProfileSketch } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-two')
})
afterAll(() => suite.close())

const times = 100
const platforms = ['6900003', '1901393', '4900001', '6902746', '2900002']

/** Two files with the same profiles of the same floats, in opposite orders and different versions. */
const files: FileSketch[] = [
  { file: 1, profiles: profilesOf(platforms, 'R', 1) },
  { file: 2, profiles: profilesOf(platforms.toReversed(), 'D', 2) },
]

function profilesOf(order: readonly string[], mode: 'R' | 'D', seed: number): ProfileSketch[] {
  return order.flatMap((platform) => [1, 2].map((cycle) => ({ platform, cycle, mode, seed, levels: 20 })))
}

test(`two writers write files with the same floats at once, ${times} times: one result, and no deadlock`, async () => {
  const other = await suite.another()
  const one = new MemoryLog()
  for (const file of files) one.append(messagesOf(file))
  await suite.clear()
  await one.run(createWriter(suite.database, suite.settings))
  const expected = await digestTables(suite.database.pool)
  const deadlocks = await deadlockCount()

  for (let time = 0; time < times; time += 1) {
    await suite.clear()
    // In memory and streaming, by turns.
    const settings = { ...suite.settings, WRITER_STREAM_BYTES: time % 2 === 0 ? 1 : 1_000_000 }
    const logs = await Promise.all(
      files.map(async (file, index) => {
        const log = new MemoryLog(index)
        log.append(messagesOf(file))
        await log.run(createWriter(index === 0 ? suite.database : other, settings), { batch: 5 })
        return log
      }),
    )
    for (const log of logs) {
      expect(log.deadLetters).toEqual([])
      expect(log.events).toHaveLength(1)
      expect(log.lag).toBe(0)
    }
    expect(await digestTables(suite.database.pool)).toEqual(expected)
    expect(await orphans(suite)).toBe(0)
  }
  expect(await deadlockCount()).toBe(deadlocks)
}, 300_000)

async function deadlockCount(): Promise<number> {
  const [row] = await readRows<{ deadlocks: number }>(
    suite.database,
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  )
  return row?.deadlocks ?? Number.NaN
}
