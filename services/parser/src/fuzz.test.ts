import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge } from '../test/fuzz/judge.ts'
import { mutate, seeded } from '../test/fuzz/mutate.ts'
import { readSeeds } from '../test/fuzz/seeds.ts'
import { hdf5Workers } from '../test/support/parseLocal.ts'
import { unpack } from '../test/support/unpack.ts'

// The long run is test/fuzz/run.ts.
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fuzz(isHdf5: boolean, inputs: number): Promise<Map<string, number>> {
  const seeds = readSeeds().filter((each) => each.isHdf5 === isHdf5)
  const outcomes = new Map<string, number>()
  for (let number = 0; number < inputs; number += 1) {
    const random = seeded(number)
    const seed = seeds[random(seeds.length)]
    if (seed === undefined) throw new Error('no files to damage')
    const { outcome } = await judge(mutate(seed.bytes, random), join(folder, 'input.nc'), hdf5Workers)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  return outcomes
}

test('300 damaged classic files are read or refused', async () => {
  const outcomes = await fuzz(false, 300)
  // A fuzzer that never gets past the first byte, or never does harm, proves nothing.
  expect(outcomes.get('PARSED')).toBeGreaterThan(10)
  expect((outcomes.get('MALFORMED_NETCDF') ?? 0) + (outcomes.get('TRUNCATED') ?? 0)).toBeGreaterThan(50)
})

test('30 damaged HDF5 files are read or refused', { timeout: 120_000 }, async () => {
  const outcomes = await fuzz(true, 30)
  expect(outcomes.size).toBeGreaterThan(1)
})

test('inputs that once broke the promise keep it', { timeout: 120_000 }, async () => {
  await using failed = await unpack('fuzz/failed')
  for (const name of failed.names) await judge(readFileSync(failed.path(name)), join(folder, name), hdf5Workers)
})
