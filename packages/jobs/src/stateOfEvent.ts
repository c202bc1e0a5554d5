import type { FileStaged } from '@floatchat/contracts/generated/records'
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
      return { ...unheard, attempt: file.attempt, file: stagedFile(file), written }
    }
    case 'DatasetSummarized': {
      const { run_id, summary_source: source, fallback_reason, summarized_at: at } = event.value
      return { ...unheard, summary: { run_id, source, fallback_reason, at } }
    }
    case 'DeadLetter': {
      const { attempt, stage, code, reason, at } = event.value
      const failure = { stage, code, reason, run_id: event.value.run_id ?? '', at }
      return failsTheFile(event.value) ? { ...unheard, attempt, failure } : { ...unheard, attempt, notes: [failure] }
    }
  }
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
