import { runTime } from '@floatchat/contracts/newRunId'
import { wayIn } from '@floatchat/contracts/pipeline'
import type { JobFileRow } from '@floatchat/db/jobs/JobFileRow'
import type { ProjectedJob } from '@floatchat/db/jobs/JobRow'
import type { JobSums } from '@floatchat/db/jobs/JobSums'
import type { FileState } from './FileState.ts'
import { currentRun } from './fileRow.ts'

type Stages = ProjectedJob['stages']

/** How far each stage is with a single file, counted in profiles. */
export function fileStages(row: JobFileRow, state: FileState): Stages {
  const run = currentRun(state)
  const { written, summary, failure } = state
  const failedIn = row.status === 'failed' ? wayIn.findIndex(({ name }) => name === row.stage) : -1
  /** Of a stage that told nothing of its progress. */
  const beganBefore = (index: number) =>
    index === failedIn ? failure?.began_at : index === 0 && written !== null ? runTime(written.run_id) : undefined
  const onTheWay = wayIn.map(({ name: stage }, index) => {
    const told = run[stage]
    const done = written !== null || told?.state === 'DONE' || index < failedIn
    return {
      stage,
      state:
        index === failedIn
          ? ('failed' as const)
          : done
            ? ('done' as const)
            : told
              ? ('running' as const)
              : ('pending' as const),
      done: written?.profiles_total ?? told?.done ?? 0,
      total: written?.profiles_total ?? told?.total ?? row.profiles_total,
      started_at: told?.first_at ?? beganBefore(index) ?? null,
      ended_at:
        index === failedIn
          ? (failure?.at ?? null)
          : stage === 'writer' && written !== null
            ? written.written_at
            : told?.state === 'DONE'
              ? told.last_at
              : null,
    }
  })
  const summarized = written !== null && summary !== null && summary.run_id >= written.run_id
  return [
    ...onTheWay,
    {
      stage: 'summarizer',
      state: summarized ? 'done' : written !== null ? 'running' : 'pending',
      done: Number(summarized),
      total: 1,
      started_at: written?.written_at ?? null,
      ended_at: summarized ? summary.at : null,
    },
  ]
}

/**
 * How many members of a zip each stage is through with, and from when to when it was at work on them. A member that a
 * stage refused never comes to those behind it.
 */
export function archiveStages({ root, members }: JobSums, state: FileState, total: number): Stages {
  const staged = state.archive?.members_staged ?? total
  const begun = members.seen > 0 || root.status !== 'pending'
  return [
    ...wayIn.map(({ name: stage }, index) => {
      const came = staged - upTo(index, members.failed_at)
      const done = Math.max(0, members.seen - upTo(index + 1, members.at_stage) - upTo(index + 1, members.failed_at))
      const failedHere = members.failed_at[stage] ?? 0
      const first = index === 0
      const expanded = state.archive !== null || state.failure !== null
      const isThrough = expanded && upTo(index + 1, members.at_stage) === 0 && members.seen >= staged
      const refused = first && (state.failure !== null || (state.archive !== null && total === 0))
      const failed = refused || (isThrough && done === 0 && failedHere > 0)
      const own = first ? state.stages[wayIn[0]?.name ?? 'parser'] : undefined
      const times = members.stage_times[stage]
      const began = least([root.started_at, own?.first_at, times?.began_at].slice(first ? 0 : 2))
      const ended = most([first ? (state.archive?.at ?? state.failure?.at) : null, times?.ended_at])
      const isDone = isThrough && (first || came > 0)
      return {
        stage,
        state: failed
          ? ('failed' as const)
          : isDone
            ? ('done' as const)
            : begun && !isThrough && (first || began !== null)
              ? ('running' as const)
              : ('pending' as const),
        done,
        total: came,
        started_at: began,
        ended_at: failed || isDone ? ended : null,
      }
    }),
    {
      stage: 'summarizer',
      state: state.summary === null ? 'pending' : 'done',
      done: Number(state.summary !== null),
      total: 1,
      started_at: state.written?.written_at ?? null,
      ended_at: state.summary?.at ?? null,
    },
  ]
}

/** Sum over the first stages of the way. */
function upTo(stages: number, counts: Readonly<Record<string, number>>): number {
  return wayIn.slice(0, stages).reduce((sum, { name }) => sum + (counts[name] ?? 0), 0)
}

type Time = number | null | undefined
const known = (times: readonly Time[]) => times.filter((time) => time !== null && time !== undefined)
const least = (times: readonly Time[]) => known(times).toSorted((a, b) => a - b)[0] ?? null
const most = (times: readonly Time[]) =>
  known(times)
    .toSorted((a, b) => a - b)
    .at(-1) ?? null
