import type { ArchiveReport, FileStaged, ProgressState, StageName } from '@floatchat/contracts/generated/records'

/**
 * All that is known of one file of a job, folded from its events. States are joined (`joinFileStates`),
 * never overwritten, so that neither the order of events nor their repetition matters.
 */
export interface FileState {
  /** The file as it was stored first: the same in all attempts. */
  readonly file: StagedFile | null
  /** The newest summary, of whatever attempt. */
  readonly summary: Summary | null
  /** The newest attempt that anything was heard of; 0 where no event named one. What follows is of this attempt. */
  readonly attempt: number
  /** How far each stage is, in the newest run it spoke of. */
  readonly stages: Readonly<Partial<Record<StageName, StageState>>>
  /** The newest run that is in the database. */
  readonly written: WrittenFile | null
  /** Why the file did not get there, as last heard. */
  readonly failure: Failure | null
  /** Dead letters that did not fail the file. */
  readonly notes: readonly Failure[]
  /** What came of expanding the file, where it is a zip. */
  readonly archive: (ArchiveReport & { readonly run_id: string; readonly at: number }) | null
}

export type StagedFile = Omit<FileStaged, 'job_id' | 'file_id' | 'attempt'>

export interface StageState {
  /** Empty where the stage did not name one. */
  readonly run_id: string
  readonly state: ProgressState
  readonly done: number
  readonly total: number | null
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly first_at: number
  readonly last_at: number
}

export interface WrittenFile {
  readonly run_id: string
  readonly dataset_id: number
  readonly profiles_total: number
  readonly profiles_ingested: number
  readonly profiles_superseded: number
  readonly rejected: readonly {
    readonly profile_number: number
    readonly platform_number: string | null
    readonly cycle_number: number | null
    readonly reason: string
  }[]
  readonly warnings: readonly string[]
  readonly test_counts: readonly { readonly test_bit: number; readonly parameter: string; readonly count: number }[]
  readonly statistics: {
    readonly date_range_start: number | null
    readonly date_range_end: number | null
    readonly bounding_box: {
      readonly west: number
      readonly south: number
      readonly east: number
      readonly north: number
    } | null
    readonly float_count: number
    readonly profile_count: number
    readonly measurement_count: number
    readonly outlier_count: number
    readonly variables: readonly string[]
  }
  readonly written_at: number
}

export interface Failure {
  readonly stage: string
  readonly code: string
  readonly reason: string
  readonly run_id: string
  /** When the stage took up the record that it could not handle; null or absent where it did not say. */
  readonly began_at?: number | null
  readonly at: number
}

export interface Summary {
  readonly run_id: string
  readonly source: 'llm' | 'template'
  readonly fallback_reason: string | null
  readonly at: number
}

/** Nothing heard yet: joined with any state it gives that state. */
export const unheard: FileState = {
  file: null,
  summary: null,
  attempt: 0,
  stages: {},
  written: null,
  failure: null,
  notes: [],
  archive: null,
}
