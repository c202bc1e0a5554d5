import type { DatasetWritten, FileStaged } from '@floatchat/contracts/generated/records'
import { type FileState, type StagedFile, unheard } from './FileState.ts'
import type { FileDeadLetter, JobEvent } from './JobEvent.ts'

/** What one event says of its file, as a state to be joined with what is known. */
export function stateOfEvent(event: JobEvent): FileState {
  switch (event.type) {
    case 'FileStaged':
      return { ...unheard, attempt: event.value.attempt, file: stagedFile(event.value) }
    case 'StageProgress': {
      const { attempt, stage, state, done, total, at, archive } = event.value
      const run_id = event.value.run_id ?? ''
      return {
        ...unheard,
        attempt,
        stages: { [stage]: { run_id, state, done, total, first_at: at, last_at: at } },
        archive: archive === null ? null : { ...archive, run_id, at },
      }
    }
    case 'DatasetWritten': {
      const { file, run_id, dataset_id, statistics, profiles_total, profiles_ingested, profiles_superseded } =
        event.value
      const { rejected, warnings, test_counts, written_at } = event.value
      const written = {
        ...{ run_id, dataset_id, statistics, profiles_total, profiles_ingested, profiles_superseded },
        ...{ rejected, warnings, test_counts, written_at },
      }
      return { ...unheard, attempt: file.attempt, file: stagedFile(file), stages: stagesOf(event.value), written }
    }
    case 'DatasetSummarized': {
      const { run_id, summary_source: source, fallback_reason, summarized_at: at } = event.value
      return { ...unheard, summary: { run_id, source, fallback_reason, at } }
    }
    case 'DeadLetter': {
      const { attempt, stage, code, reason, at, began_at } = event.value
      const failure = { stage, code, reason, run_id: event.value.run_id ?? '', began_at, at }
      return failsTheFile(event.value) ? { ...unheard, attempt, failure } : { ...unheard, attempt, notes: [failure] }
    }
  }
}

/** Each stage on the way to the database as it was when it was through with the file: short ones are told of nowhere else. */
function stagesOf({ run_id, profiles_total: total, stage_times }: DatasetWritten): FileState['stages'] {
  return Object.fromEntries(
    stage_times.map(({ stage, began_at, ended_at }) => [
      stage,
      { run_id, state: 'DONE', done: total, total, first_at: began_at, last_at: ended_at },
    ]),
  )
}

/**
 * A file that its parser or its writer gave up is not in the database. What the cleaner gives up is one
 * profile, whose absence the writer notices; a summary is a courtesy. STUCK is the gateway's own verdict.
 */
export function failsTheFile({ stage, code }: Pick<FileDeadLetter, 'stage' | 'code'>): boolean {
  return stage === 'parser' || stage === 'writer' || (stage === 'gateway' && code === 'STUCK')
}

function stagedFile({ job_id: _, file_id: __, attempt: ___, ...file }: FileStaged): StagedFile {
  return file
}
