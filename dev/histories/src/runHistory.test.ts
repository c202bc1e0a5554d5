import { expect, test } from 'vitest'
import { runHistory } from './runHistory.ts'
import { seeds } from './seeds.ts'

/** How many histories are tried; set it for a long run. */
const histories = Number(process.env.STAGE_HISTORIES ?? 300)
/** Where they begin: somewhere else each time, unless a number is given. */
const from = process.env.STAGE_HISTORIES_FROM
const first = from === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(from)

test.each(seeds)(
  '%s',
  async (_found, ones) => {
    for (const seed of ones) expect(await runHistory(seed), `seed ${seed}`).toMatchObject({ problems: [] })
  },
  120_000,
)

test(`a stage loses nothing, doubles nothing for good and buries nothing that is well, in ${histories} histories from seed ${first}`, async () => {
  let deaths = 0
  for (let seed = first; seed < first + histories; seed += 1) {
    const outcome = await runHistory(seed)
    deaths += outcome.deaths
    expect(outcome.problems, `dev/histories: node scripts/run.ts 1 ${seed} tells of it`).toEqual([])
  }
  // Where nothing goes wrong nothing is shown.
  expect(deaths).toBeGreaterThan(histories / 4)
}, 3_600_000)

test('a seed tells the same history each time', async () => {
  const told = async (seed: number) => {
    const sentences: string[] = []
    await runHistory(seed, (sentence) => void sentences.push(sentence))
    return sentences
  }
  for (const seed of [1, 2, 3]) expect(await told(seed)).toEqual(await told(seed))
}, 120_000)
