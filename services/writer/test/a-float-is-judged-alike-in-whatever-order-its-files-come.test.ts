import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'
import { testBit } from '@floatchat/contracts/qualityTests'
import { judgeFloat } from '@floatchat/db/neighbours/judgeFloat'
import { readRows } from '@floatchat/db/test/support/readRows'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import { factsOf } from '../src/neighbours/factsOf.ts'
import { missionJudge } from '../src/neighbours/judgeMission.ts'
import { judgeNeighbours } from '../src/neighbours/judgeNeighbours.ts'
import { Archive } from './support/Archive.ts'
import { takeRereads } from './support/look.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { type FileSketch, fileIdOf, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

/** How many histories are tried; set it for a long run. */
const histories = Number(process.env.WRITER_HISTORIES ?? 60)
/** Databases in which they are tried side by side: a history waits for the disk most of its time. */
const databases = 4

const suites: WriterDatabase[] = []
beforeAll(async () => {
  for (let index = 0; index < databases; index += 1) suites.push(await writerDatabase(`writer-neighbours-${index}`))
})
afterAll(async () => {
  for (const suite of suites) await suite.close()
})

const judge = { factsOf, judge: judgeNeighbours, ...missionJudge(new Set()) }
const pressures = Array.from({ length: 17 }, (_, level) => 5 + level * 100)

function parameter(name: string, values: readonly number[], mode: 'R' | 'A' = 'R'): ParameterValues {
  const numbers = Float32Array.from(values)
  const none = new Float32Array()
  const flags = '1'.repeat(values.length)
  return {
    ...{ name, data_mode: mode, units: '', raw: numbers, raw_qc: flags, profile_qc: 'A' },
    ...{ adjusted: mode === 'A' ? numbers : none, adjusted_qc: mode === 'A' ? flags : '', adjusted_error: none },
    ...{
      raw_double: new Float64Array(),
      adjusted_double: new Float64Array(),
      adjusted_error_double: new Float64Array(),
    },
  }
}

/** A float of its own for each history, with file numbers of its own: emptying the tables takes longer than a history. */
let floats = 0

/** Cycles of a day: 3 is 500 km away, 5 is 4 once more, the salinity of 6 has jumped. All reach 1605 dbar. */
function core(platform: string, cycle: number): FileSketch {
  const wave = 0.05 * Math.sin(cycle === 5 ? 4 : cycle)
  const salt = cycle === 6 ? 0.8 : 0
  const overrides: Partial<Profile> = {
    ...{
      juld: 25_000 + cycle,
      juld_location: null,
      latitude: 45 + 0.05 * cycle + (cycle === 3 ? 4.5 : 0),
      longitude: -30,
    },
    level_count: pressures.length,
    parameters: [
      parameter('PRES', pressures),
      parameter(
        'TEMP',
        pressures.map((p) => 3 + 15 * Math.exp(-p / 400) + wave),
      ),
      parameter(
        'PSAL',
        pressures.map((p) => 35 - Math.exp(-p / 400) + wave + salt),
      ),
    ],
  }
  return { file: cycle, profiles: [{ platform, cycle, overrides }] }
}

/** Backscattering from 1,000 dbar upwards, with particles on the sensor at the two deepest levels. */
const hooked = (platform: string): FileSketch => ({
  file: 7,
  profiles: [
    {
      platform,
      cycle: 1,
      overrides: {
        source_kind: 'bgc',
        level_count: 8,
        parameters: [
          parameter('PRES', [900, 930, 950, 960, 970, 980, 990, 1000]),
          parameter('BBP700', [0.0003, 0.0003, 0.0003, 0.0003, 0.0003, 0.0003, 0.0006, 0.0006]),
        ],
      },
    },
  ],
})

/** The newer file holds: a mission of 1,400 dbar, that may reach 1,500. */
const mission = (platform: string, file: number, days: number, profilePressure: number): FileSketch => ({
  file,
  meta: {
    platform_number: platform,
    date_update: Date.UTC(2025, 0, days),
    missions: [
      {
        number: 1,
        comment: '',
        configuration: { CONFIG_ProfilePressure_dbar: profilePressure, CONFIG_ParkPressure_dbar: 1000 },
      },
    ],
  },
})
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const filesOf = (platform: string): FileSketch[] => [
  ...[1, 2, 3, 4, 5, 6].map((cycle) => core(platform, cycle)),
  hooked(platform),
  mission(platform, 8, 9, 1400),
  mission(platform, 9, 2, 2000),
]

type Event =
  | { readonly what: 'write' | 'withdraw' | 'restore'; readonly file: number; readonly kill: number | undefined }
  | { readonly what: 'judge' }

/** A file may come again, be withdrawn and restored, and the writer be killed meanwhile; in the end all of them are held. */
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('write' as const, 'withdraw', 'restore'),
      file: fc.constantFrom(...numbers),
      kill: fc.option(fc.constantFrom(0, 1), { nil: undefined, freq: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'judge' as const }) },
)
const history = fc.tuple(
  fc.array(event, { maxLength: 8 }),
  fc.shuffledSubarray(numbers, { minLength: numbers.length, maxLength: numbers.length }),
)

/** One float on its way through the writer. */
class Life {
  readonly #suite: WriterDatabase
  readonly #archive: Archive
  readonly #log = new MemoryLog()
  readonly #written = new Set<number>()
  readonly #platform: string
  readonly #first: number
  #runs = 0

  constructor(suite: WriterDatabase) {
    this.#suite = suite
    this.#archive = new Archive(suite.database)
    floats += 1
    this.#platform = String(5_900_000 + floats)
    this.#first = floats * 10
  }

  /** What the files say, one after another as the history has it. */
  async live(events: readonly Event[], order: readonly number[]): Promise<void> {
    for (const one of events) {
      if (one.what === 'judge') await this.judge()
      else if (one.what === 'write') await this.write(one.file, one.kill)
      else if (this.#written.has(one.file)) await this.#ask(one.what, [one.file], one.kill)
    }
    for (const file of order) if (!this.#written.has(file)) await this.write(file)
    await this.#ask('restore', numbers)
    // What the writer has given away it asks to be read again.
    for (let asked = await takeRereads(this.#suite); asked.length > 0; asked = await takeRereads(this.#suite)) {
      for (const file of numbers.filter((number) => asked.includes(fileIdOf(this.#first + number))))
        await this.write(file)
    }
    await this.judge()
  }

  async write(file: number, kill?: number): Promise<void> {
    this.#written.add(file)
    const sketch = filesOf(this.#platform).find((one) => one.file === file)
    this.#runs += 1
    if (sketch !== undefined) this.#log.append(messagesOf({ ...sketch, file: this.#first + file, run: this.#runs }))
    await this.#run(kill)
  }

  async judge(): Promise<void> {
    while (!(await judgeFloat(this.#suite.database, this.#platform, judge)));
  }

  async askAndJudge(kind: 'withdraw' | 'restore', asked: readonly number[]) {
    await this.#ask(kind, asked)
    await this.judge()
    return (await this.verdicts()).missions
  }

  async #ask(kind: 'withdraw' | 'restore', asked: readonly number[], kill?: number): Promise<void> {
    this.#log.append(
      await this.#archive.ask(
        kind,
        asked.map((file) => this.#first + file),
      ),
    )
    await this.#run(kill)
  }

  async #run(kill?: number): Promise<void> {
    const writer = () => createWriter(this.#suite.database, this.#suite.settings)
    if (kill !== undefined) {
      const doomed = writer()
      await this.#log.run(doomed, { messages: kill })
      this.#log.crash()
      await doomed.forget(0)
    }
    await this.#log.run(writer())
    expect(this.#log.deadLetters).toEqual([])
  }

  async verdicts() {
    const of = `platform_number = '${this.#platform}'`
    return {
      cycles: await this.ask(
        `select cycle_number as cycle, v.failed_tests, temperature_tests, salinity_tests
          from neighbour_verdicts v join profiles using (profile_id) where ${of} order by 1`,
      ),
      missions: await this.ask(
        `select source_kind, cycle_number as cycle, parameter, m.failed_tests::text, proposed_qc
          from mission_verdicts m join profiles using (profile_id) where ${of} order by 1, 2, 3`,
      ),
      waiting: await this.ask(`select platform_number from floats_to_judge where ${of}`),
    }
  }

  flags(): Promise<unknown[]> {
    return this.ask(
      `select cycle_number as cycle, parameter, string_agg(proposed_qc::text, '' order by level) as flags
        from argo.expert where platform_number = '${this.#platform}' and cycle_number in (5, 6) group by 1, 2 order by 1, 2`,
    )
  }

  ask(text: string): Promise<unknown[]> {
    return readRows(this.#suite.database, text)
  }
}

const deepest = 1 << testBit.deepestPressure
const expected = {
  cycles: [
    { cycle: 3, failed_tests: 1 << 5, temperature_tests: 0, salinity_tests: 0 },
    { cycle: 5, failed_tests: 1 << 18, temperature_tests: 1 << 18, salinity_tests: 1 << 18 },
    { cycle: 6, failed_tests: 1 << 16, temperature_tests: 0, salinity_tests: 1 << 16 },
  ],
  missions: [
    {
      ...{ source_kind: 'bgc', cycle: 1, parameter: 'BBP700', proposed_qc: '11111144' },
      failed_tests: `{0,0,0,0,0,0,${1 << testBit.bbp700},${1 << testBit.bbp700}}`,
    },
    ...[1, 2, 3, 4, 5, 6].flatMap((cycle) =>
      ['PRES', 'PSAL', 'TEMP'].map((name) => ({
        ...{ source_kind: 'core', cycle, parameter: name, proposed_qc: '11111111111111133' },
        failed_tests: `{${pressures.map((p) => (p > 1500 ? deepest : 0)).join(',')}}`,
      })),
    ),
  ],
  waiting: [],
}

test('one verdict whatever the order in which files come, are withdrawn, restored and judged, and whenever the writer dies', async () => {
  const each = Math.ceil(histories / databases)
  const tryIn = (suite: WriterDatabase) =>
    fc.assert(
      fc.asyncProperty(history, async ([events, order]) => {
        const life = new Life(suite)
        await life.live(events, order)
        expect(await life.verdicts()).toEqual(expected)
      }),
      { numRuns: each },
    )
  await Promise.all(suites.map(tryIn))
}, 3_600_000)

async function wholeLife(): Promise<Life> {
  const life = new Life(suites[0] as WriterDatabase)
  await life.live([], numbers)
  expect(await life.verdicts()).toEqual(expected)
  return life
}

test('the verdict of a mission goes with the file that says the mission, and comes back with it', async () => {
  const life = await wholeLife()
  // The older file sets the mission to 2,000 dbar, and the float parks where it did.
  expect(await life.askAndJudge('withdraw', [8])).toEqual(expected.missions.slice(0, 1))
  expect(await life.askAndJudge('withdraw', [9])).toEqual([])
  expect(await life.askAndJudge('restore', [9])).toEqual(expected.missions.slice(0, 1))
  expect(await life.askAndJudge('restore', [8])).toEqual(expected.missions)
})

test('the flags that follow are the worst of the cleaner, the mission and the other cycles', async () => {
  const life = await wholeLife()
  expect(await life.flags()).toEqual([
    { cycle: 5, parameter: 'PRES', flags: '11111111111111133' },
    { cycle: 5, parameter: 'PSAL', flags: '4'.repeat(17) },
    { cycle: 5, parameter: 'TEMP', flags: '4'.repeat(17) },
    { cycle: 6, parameter: 'PRES', flags: '11111111111111133' },
    { cycle: 6, parameter: 'PSAL', flags: '3'.repeat(17) },
    { cycle: 6, parameter: 'TEMP', flags: '11111111111111133' },
  ])
})
