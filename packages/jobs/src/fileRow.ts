import { runTime } from '@floatchat/contracts/newRunId'
import { wayIn } from '@floatchat/contracts/pipeline'
import type { JobFileRow } from '@floatchat/db/jobs/JobFileRow'
import type { FileState, StageState } from './FileState.ts'

/** The columns of the file's row, as far as its state tells. */
export function fileRow(ids: { job_id: string; file_id: string }, state: FileState): JobFileRow {
  const { file, written, failure, archive } = state
  const run = currentRun(state)
  const status = statusOf(state)
  return {
    ...ids,
    is_root: file !== null && file.archive === null,
    attempt: state.attempt,
    member_number: file?.archive?.member_number ?? null,
    filename: file === null ? '' : (file.archive?.member_path ?? file.filename),
    dataset_id: written?.dataset_id ?? file?.dataset_id ?? null,
    status,
    stage: stageOf(state, run),
    progress_pct: status === 'succeeded' ? 100 : progressPct(run),
    profiles_total: written?.profiles_total ?? totalOf(run),
    profiles_ingested: written?.profiles_ingested ?? 0,
    profiles_rejected: written?.rejected.length ?? 0,
    profiles_superseded: written?.profiles_superseded ?? 0,
    outlier_count: written?.statistics.outlier_count ?? 0,
    reason: status === 'failed' ? (failure?.reason ?? null) : null,
    started_at: startedAt(state),
    ended_at: endedAt(state),
    run_id: written?.run_id ?? null,
    members_total: file?.archive?.members_total ?? null,
    stage_times: stageTimes(state),
    state,
  }

  function endedAt({ written, failure }: FileState): number | null {
    if (written !== null) return written.written_at
    return failure?.at ?? archive?.at ?? null
  }
}

/** A file that is in the database is in the database, whatever failed besides. A zip ends with its expansion. */
function statusOf({ file, written, failure, archive, stages }: FileState): JobFileRow['status'] {
  if (written !== null) return 'succeeded'
  if (failure !== null) return 'failed'
  if (archive !== null && file?.archive == null) return 'succeeded'
  return Object.keys(stages).length > 0 ? 'running' : 'pending'
}

/** The stages as far as they spoke of the newest run: an older one broke off and is begun again. */
export function currentRun({ stages }: FileState): FileState['stages'] {
  const runs = wayIn.map(({ name }) => stages[name]?.run_id ?? '').sort()
  const newest = runs.at(-1)
  return Object.fromEntries(
    wayIn.flatMap(({ name }) => (stages[name]?.run_id === newest ? [[name, stages[name] as StageState]] : [])),
  )
}

function stageOf({ written, failure, summary }: FileState, run: FileState['stages']): string | null {
  if (written !== null) return summary !== null && summary.run_id >= written.run_id ? null : 'summarizer'
  if (failure !== null) return failure.stage
  const reached = wayIn.findLast(({ name }) => run[name] !== undefined) ?? wayIn[0]
  if (reached === undefined) return null
  const next = wayIn[wayIn.indexOf(reached) + 1] ?? reached
  return run[reached.name]?.state === 'DONE' ? next.name : reached.name
}

function progressPct(run: FileState['stages']): number {
  const parts = wayIn.map(({ name, progressShare }) => {
    const progress = run[name]
    if (progress === undefined) return 0
    if (progress.state === 'DONE') return progressShare
    return progress.total ? progressShare * Math.min(1, progress.done / progress.total) : 0
  })
  // 100 is for what is in the database.
  return Math.min(99, Math.floor(100 * parts.reduce((sum, part) => sum + part, 0)))
}

function totalOf(run: FileState['stages']): number | null {
  const totals = wayIn.flatMap(({ name }) => run[name]?.total ?? [])
  return totals.length === 0 ? null : Math.max(...totals)
}

function stageTimes({ stages }: FileState): JobFileRow['stage_times'] {
  const times = wayIn.flatMap(({ name }) => {
    const told = stages[name]
    return told === undefined ? [] : [[name, { began_at: told.first_at, ended_at: told.last_at }] as const]
  })
  return times.length === 0 ? null : Object.fromEntries(times)
}

/** The first sign of work on the file. */
function startedAt({ stages, written, failure, archive }: FileState): number | null {
  const times = [
    ...wayIn.flatMap(({ name }) => stages[name]?.first_at ?? []),
    ...(written === null ? [] : [runTime(written.run_id), written.written_at]),
    ...(failure === null ? [] : [failure.began_at ?? failure.at]),
    ...(archive === null ? [] : [archive.at]),
  ]
  return times.length === 0 ? null : Math.min(...times)
}
