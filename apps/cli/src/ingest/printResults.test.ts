import { expect, it } from 'vitest'
import type { IngestResult } from './IngestResult.ts'
import { outcomeOf } from './outcomeOf.ts'
import { printResults } from './printResults.ts'
import { inWords, reasonsOf } from './reasonsOf.ts'
import { sumUp } from './sumUp.ts'

function result(change: Partial<IngestResult>): IngestResult {
  return {
    ...{ file: 'dac/aoml/13857/R13857_001.nc', job_id: 'a-job', dataset_id: 7, status: 'succeeded', sent: true },
    ...{ profiles_total: 2, profiles_ingested: 2, profiles_superseded: 0, errors: [], warnings: [], seconds: 0.3 },
    ...change,
  }
}
const none = { profiles_total: null, profiles_ingested: null, profiles_superseded: null }
const refused = (name: string, code: string, rest: string): IngestResult =>
  result({ ...none, file: `dac/${name}`, status: 'failed', errors: [{ code, reason: `${name} ${rest}` }] })

it('finds the sentence in what a job lists', () => {
  expect(inWords('plain')).toBe('plain')
  expect(inWords({ profile: 3, message: 'no position' })).toBe('no position')
  expect(inWords({ code: 7 })).toBe('{"code":7}')
})

it('does not call a failure what is none', () => {
  expect(outcomeOf(result({}))).toBe('in the database')
  expect(outcomeOf(result({ profiles_ingested: 0, profiles_superseded: 2 }))).toBe('newer held')
  expect(outcomeOf(result({ profiles_total: 0, profiles_ingested: 0 }))).toBe('meta-data')
  expect(outcomeOf(result({ sent: false }))).toBe('held already')
  expect(outcomeOf(refused('1_tech.nc', 'UNSUPPORTED_FILE', 'is technical.'))).toBe('not taken')
  expect(outcomeOf(refused('1.nc', 'STUCK', 'is stuck.'))).toBe('failed')
})

it('says each sentence once, with all the files of which it is true', () => {
  const reasons = reasonsOf([
    refused('1_tech.nc', 'UNSUPPORTED_FILE', 'is an Argo technical data file.'),
    refused('2_tech.nc', 'UNSUPPORTED_FILE', 'is an Argo technical data file.'),
    refused('3.nc', 'TRUNCATED', 'ends too early.'),
  ])
  expect(reasons.map(({ sentence, results }) => [sentence, results.length])).toEqual([
    ['It is an Argo technical data file.', 2],
    ['It ends too early.', 1],
  ])
})

it('sums up in one sentence', () => {
  const results = [
    ...Array.from({ length: 1_200 }, () => result({})),
    result({ profiles_ingested: 0, profiles_superseded: 2 }),
    refused('1_tech.nc', 'UNSUPPORTED_FILE', 'is technical.'),
    refused('2_tech.nc', 'UNSUPPORTED_FILE', 'is technical.'),
    refused('3.nc', 'TRUNCATED', 'ends.'),
    refused('4.nc', 'STUCK', 'is stuck.'),
    result({ sent: false }),
  ]
  expect(sumUp({ results, onTheirWay: 0, unsent: 0, seconds: 58.4 })).toBe(
    '1,201 files in the database (1 with newer versions held), 1 held already, ' +
      '3 not taken: 2 technical or trajectory, 1 cut short; 1 failed; 2,400 profiles; 58 s',
  )
  expect(sumUp({ results: [result({})], onTheirWay: 3, unsent: 40, seconds: 1 })).toBe(
    '1 file in the database; 3 sent and on their way; 40 not sent; 2 profiles; 1.0 s',
  )
})

it('shows 124 files, 16 of them refused and 30 with warnings, on three screens of 80 columns', () => {
  const name = (index: number) => `${'x'.repeat(40)}/dac/coriolis/6903247/profiles/R6903247_${index}.nc`
  const results = Array.from({ length: 124 }, (_, index) => {
    if (index % 8 === 0) return refused(`${index}_tech.nc`, 'UNSUPPORTED_FILE', `is ${'quite '.repeat(30)}technical.`)
    return result({ file: name(index), warnings: index % 4 === 1 ? ['odd'] : [] })
  })
  const lines: string[] = []
  const { log } = console
  console.log = (text: string) => void lines.push(...String(text).split('\n'))
  process.env.COLUMNS = '80'
  try {
    printResults({ results, onTheirWay: 0, unsent: 0, seconds: 3 })
  } finally {
    console.log = log
    delete process.env.COLUMNS
  }
  expect(lines.length).toBeLessThanOrEqual(3 * 24)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})
