import type { JobSums } from '@floatchat/db/jobs/JobSums'
import { expect, it } from 'vitest'
import { exampleFile, exampleJob, exampleStaged } from '../test/eventArbitraries.ts'
import { type FileState, unheard } from './FileState.ts'
import { fileRow } from './fileRow.ts'
import type { JobEvent } from './JobEvent.ts'
import { archiveStages, fileStages } from './jobStages.ts'
import { joinFileStates } from './joinFileStates.ts'
import { stateOfEvent } from './stateOfEvent.ts'

const ids = { job_id: exampleJob(1), file_id: exampleFile(0) }
const runId = '00000000-03e8-7000-8000-000000000000' // of the millisecond 1000
const file = exampleStaged(1, 0, 0)
const fold = (...events: JobEvent[]): FileState => events.map(stateOfEvent).reduce(joinFileStates, unheard)
const stagesOf = (state: FileState) => fileStages(fileRow(ids, state), state)
const times = (stages: ReturnType<typeof fileStages>) =>
  stages.map(({ stage, state, started_at, ended_at }) => [stage, state, started_at, ended_at])

const written = (stageTimes: readonly [stage: string, began: number, ended: number][]): JobEvent =>
  ({
    type: 'DatasetWritten',
    value: {
      ...{ file, run_id: runId, dataset_id: 7, statistics: { outlier_count: 0 }, profiles_total: 3 },
      ...{ profiles_ingested: 3, profiles_superseded: 0, rejected: [], warnings: [], test_counts: [] },
      stage_times: stageTimes.map(([stage, began_at, ended_at]) => ({ stage, began_at, ended_at })),
      written_at: 1_600,
    },
  }) as unknown as JobEvent
const refused = (stage: string): JobEvent => ({
  type: 'DeadLetter',
  value: {
    ...{ ...ids, attempt: 1, run_id: null, filename: null, stage, code: 'CORRUPT', reason: 'No.' },
    ...{ began_at: 2_000, at: 2_300 },
  },
})

it('tells of each stage when it was at work on a file that was too short for its progress to be told', () => {
  const state = fold(
    { type: 'FileStaged', value: file },
    written([
      ['parser', 1_000, 1_200],
      ['cleaner', 1_150, 1_350],
      ['writer', 1_300, 1_600],
    ]),
  )
  expect(times(stagesOf(state))).toEqual([
    ['parser', 'done', 1_000, 1_200],
    ['cleaner', 'done', 1_150, 1_350],
    ['writer', 'done', 1_300, 1_600],
    ['summarizer', 'running', 1_600, null],
  ])
})

it('knows of an event from a release before when the run began and when it was written', () => {
  expect(times(stagesOf(fold(written([]))))).toMatchObject([
    ['parser', 'done', 1_000, null],
    ['cleaner', 'done', null, null],
    ['writer', 'done', null, 1_600],
    ['summarizer', 'running', 1_600, null],
  ])
})

it('is red at the stage that refused the file, from when it took it up', () => {
  expect(times(stagesOf(fold({ type: 'FileStaged', value: file }, refused('parser'))))).toEqual([
    ['parser', 'failed', 2_000, 2_300],
    ['cleaner', 'pending', null, null],
    ['writer', 'pending', null, null],
    ['summarizer', 'pending', null, null],
  ])
})

const nobody: JobSums['members'] = {
  ...{ seen: 0, succeeded: 0, failed: 0, progress_sum: 0, profiles_total: null, profiles_ingested: 0 },
  ...{ profiles_rejected: 0, profiles_superseded: 0, outlier_count: 0, started_at: null, ended_at: null },
  ...{ members_total: null, at_stage: {}, failed_at: {}, stage_times: {}, newest_run: null },
}
const expanded = (members: number): JobEvent => ({
  type: 'StageProgress',
  value: {
    ...{ ...ids, attempt: 1, run_id: null, stage: 'parser', state: 'DONE', done: members, total: members, at: 3_000 },
    archive: { members_total: members, members_staged: members, members_ignored: 0, rejected: [], warnings: [] },
  } as never,
})
const zipStages = (state: FileState, members: Partial<JobSums['members']>, total: number) => {
  const root = fileRow(ids, state)
  return archiveStages({ job_id: ids.job_id, root, members: { ...nobody, ...members } }, state, total)
}

it('is red at the parser for a zip that was refused, and nothing else has begun', () => {
  const states = (state: FileState) => zipStages(state, {}, 0).map((stage) => stage.state)
  const only = ['failed', 'pending', 'pending', 'pending']
  expect(states(fold({ type: 'FileStaged', value: file }, refused('parser')))).toEqual(only)
  expect(states(fold({ type: 'FileStaged', value: file }, expanded(0)))).toEqual(only)
  expect(zipStages(fold(refused('parser')), {}, 0)[0]).toMatchObject({ started_at: 2_000, ended_at: 2_300 })
})

it('spans over the members of a zip, and counts those that a stage refused for none behind it', () => {
  const state = fold({ type: 'FileStaged', value: file }, expanded(4), written([]))
  const members = {
    ...{ seen: 4, succeeded: 3, failed: 1, failed_at: { parser: 1 } },
    stage_times: {
      parser: { began_at: 3_100, ended_at: 3_500 },
      cleaner: { began_at: 3_200, ended_at: 3_600 },
      writer: { began_at: 3_300, ended_at: 3_900 },
    },
  }
  expect(
    zipStages(state, members, 4).map(({ state, done, total, started_at, ended_at }) => [
      ...[state, done, total],
      ...[started_at, ended_at],
    ]),
  ).toEqual([
    ['done', 3, 4, 1_000, 3_500],
    ['done', 3, 3, 3_200, 3_600],
    ['done', 3, 3, 3_300, 3_900],
    ['pending', 0, 1, 1_600, null],
  ])
})
