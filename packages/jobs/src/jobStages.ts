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
  const { written, summary } = state
  const failedIn = row.status === 'failed' ? wayIn.findIndex(({ name }) => name === row.stage) : -1
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
      started_at: told?.first_at ?? null,
      ended_at:
        stage === 'writer' && written !== null ? written.written_at : told?.state === 'DONE' ? told.last_at : null,
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

/** How many members of a zip each stage is through with. */
export function archiveStages({ root, members }: JobSums, state: FileState, total: number): Stages {
  const at = (stage: string) => members.at_stage[stage] ?? 0
  /** Members that are at this stage, or before it. */
  const left = (index: number) => wayIn.slice(0, index + 1).reduce((sum, { name }) => sum + at(name), 0)
  const expanded = state.archive !== null || state.failure !== null
  const staged = state.archive?.members_staged ?? total
  return [
    ...wayIn.map(({ name: stage }, index) => {
      const done = Math.max(0, members.seen - left(index))
      const all = expanded && done >= Math.min(staged, members.seen)
      return {
        stage,
        state: all
          ? ('done' as const)
          : members.seen > 0 || root.status !== 'pending'
            ? ('running' as const)
            : ('pending' as const),
        done,
        total: staged,
        started_at: null,
        ended_at: null,
      }
    }),
    {
      stage: 'summarizer',
      state: state.summary === null ? 'pending' : 'done',
      done: Number(state.summary !== null),
      total: 1,
      started_at: null,
      ended_at: state.summary?.at ?? null,
    },
  ]
}
