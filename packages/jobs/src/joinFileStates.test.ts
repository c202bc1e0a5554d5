import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleFile, exampleJob, exampleStaged, jobEvent } from '../test/eventArbitraries.ts'
import { type FileState, unheard } from './FileState.ts'
import { fileRow } from './fileRow.ts'
import type { JobEvent } from './JobEvent.ts'
import { joinFileStates } from './joinFileStates.ts'
import { stateOfEvent } from './stateOfEvent.ts'

const fold = (events: readonly JobEvent[]): FileState =>
  events.map(stateOfEvent).reduce((known, said) => joinFileStates(known, said), unheard)
const state = fc.array(jobEvent(0), { maxLength: 6 }).map(fold)
// As it comes back from the database, where jsonb has put the keys in another order.
const stored = (value: FileState): FileState =>
  JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      : part,
  ) as FileState

describe('what is known of a file does not depend', () => {
  test('on the order of its events', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(joinFileStates(a, b)).toEqual(joinFileStates(b, a))
      }),
      { numRuns: 2_000 },
    )
  })
  test('on how they were batched, or stored in between', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        const left = joinFileStates(stored(joinFileStates(a, b)), c)
        expect(left).toEqual(joinFileStates(a, stored(joinFileStates(b, c))))
      }),
      { numRuns: 2_000 },
    )
  })
  test('on how often they came', () => {
    fc.assert(
      fc.property(fc.array(jobEvent(0), { maxLength: 6 }), fc.nat(5), (events, again) => {
        expect(fold([...events, ...events.slice(again)])).toEqual(fold(events))
      }),
      { numRuns: 2_000 },
    )
  })
})

const ids = { job_id: exampleJob(1), file_id: exampleFile(0) }
const staged = (attempt = 1): JobEvent => ({ type: 'FileStaged', value: exampleStaged(1, 0, 0, { attempt }) })
const runId = (n: number) => `0000000${n}-0000-7000-8000-000000000000`
const progress = (run: number, stage: string, done: number, total: number | null, state = 'RUNNING'): JobEvent =>
  ({
    type: 'StageProgress',
    value: { ...ids, attempt: 1, run_id: runId(run), stage, state, done, total, archive: null, at: 1_000 + done },
  }) as JobEvent
const dead = (stage: string, attempt = 1, code = 'TRUNCATED'): JobEvent => ({
  type: 'DeadLetter',
  value: {
    ...ids,
    attempt,
    run_id: null,
    filename: null,
    began_at: 4_000,
    stage,
    code,
    reason: `The ${stage} gave up.`,
    at: 5_000,
  },
})
const written = (attempt = 1, run = 1): JobEvent =>
  ({
    type: 'DatasetWritten',
    value: {
      file: exampleStaged(1, 0, 0, { attempt }),
      run_id: runId(run),
      dataset_id: 7,
      statistics: { outlier_count: 4 },
      profiles_total: 3,
      profiles_ingested: 2,
      profiles_superseded: 1,
      rejected: [],
      warnings: [],
      test_counts: [],
      stage_times: [],
      written_at: 6_000,
    },
  }) as unknown as JobEvent
const row = (...events: JobEvent[]) => fileRow(ids, fold(events))

describe('the row of a file', () => {
  test('is moved by no stage that this version does not know, which the contracts read as the gateway', () => {
    const known = [staged(), progress(1, 'parser', 3, 3, 'DONE'), progress(1, 'cleaner', 1, 3)]
    const { state: _, ...before } = row(...known)
    expect(row(...known, progress(9, 'gateway', 3, 3, 'DONE'))).toMatchObject(before)
  })

  test('waits until a stage speaks of it', () => {
    expect(row(staged())).toMatchObject({ status: 'pending', stage: 'parser', progress_pct: 0, is_root: true })
    expect(row(staged(), progress(1, 'parser', 1, 4))).toMatchObject({
      status: 'running',
      stage: 'parser',
      progress_pct: 8,
    })
  })
  test('fails by a dead letter of the parser or the writer, or when it is stuck', () => {
    for (const letter of [dead('parser'), dead('writer'), dead('gateway', 1, 'STUCK')]) {
      expect(row(staged(), letter)).toMatchObject({ status: 'failed', ended_at: 5_000 })
    }
  })
  test('does not fail by one of the cleaner, the summarizer or the projection', () => {
    for (const letter of [dead('cleaner'), dead('summarizer'), dead('gateway')]) {
      expect(row(staged(), progress(1, 'parser', 1, 2), letter)).toMatchObject({ status: 'running', reason: null })
    }
  })
  test('succeeds once it is in the database, whatever failed besides', () => {
    expect(row(written(), dead('writer'))).toMatchObject({
      ...{ status: 'succeeded', progress_pct: 100, profiles_ingested: 2, profiles_superseded: 1, outlier_count: 4 },
      ...{ stage: 'summarizer', ended_at: 6_000 },
    })
  })
  test('forgets the earlier attempt when there is a later one', () => {
    expect(row(written(), staged(2))).toMatchObject({ status: 'pending', attempt: 2, profiles_ingested: 0 })
    expect(row(dead('parser'), staged(2), dead('parser'))).toMatchObject({ status: 'pending', attempt: 2 })
  })
  test('begins again with a new run, and never falls back within one', () => {
    const earlier = [progress(1, 'parser', 4, 4, 'DONE'), progress(1, 'cleaner', 2, 4)]
    expect(row(...earlier).progress_pct).toBe(50)
    expect(row(...earlier, progress(2, 'parser', 1, 4)).progress_pct).toBe(8)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('parser', 'cleaner', 'writer'), fc.nat(4))), (steps) => {
        const events = steps.map(([stage, done]) => progress(1, stage, done, 4))
        const shown = events.map((_, index) => row(...events.slice(0, index + 1)).progress_pct)
        expect(shown).toEqual(shown.toSorted((a, b) => a - b))
      }),
    )
  })
})
