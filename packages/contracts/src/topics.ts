/**
 * Every topic as data: what is on it, how it is keyed, how it is kept. The names are without the
 * configurable prefix.
 *
 * @module
 */
import type {
  DatasetSummarized,
  DatasetWritten,
  FileCleaned,
  FileParsed,
  FilePurged,
  FileRestored,
  FileStaged,
  FileWithdrawn,
  ProfileChanged,
  ProfileCleaned,
  ProfileParsed,
  ProfileRejected,
  StageProgress,
} from './generated/records.ts'
import { type PipelineStageName, pipeline } from './pipeline.ts'

/** The record types of a topic by name. Only the types matter: no value of it exists. */
export type Records = { readonly [record: string]: object }

/** One topic, whatever its records are. */
export interface Topic {
  readonly name: string
  /** Names of the record types it carries, each an Avro schema and a subject of its own. */
  readonly records: readonly string[]
  /** The message key of one of its records: decides the partition, and so what stays in order. */
  readonly key: (record: never) => string
  readonly partitions: number
  /** Its records belong to files, and heavy files have partitions of their own. */
  readonly weighed?: true
  /**
   * Its records are of runs, and a run stays on the partition of the message that it came of, by its number: so none is
   * torn where there are more partitions in the middle of it. The key decides for what comes of no message.
   */
  readonly alongside?: true
  /** How long records are kept. */
  readonly retentionMs: number
  readonly cleanupPolicy: 'delete' | 'compact'
  /** What the topic is for, for people and for the AsyncAPI document. */
  readonly description: string
}

/** A topic of certain records. */
export interface TopicOf<R extends Records> extends Topic {
  readonly records: readonly (keyof R & string)[]
  readonly key: (record: R[keyof R]) => string
}

/** A record on its way to a topic. */
export type Outgoing<T extends Topic = Topic> =
  T extends TopicOf<infer R>
    ? { [K in keyof R & string]: RecordTo<T, K, R[K]> }[keyof R & string]
    : RecordTo<T, string, object>

interface RecordTo<T, Type, Value> {
  readonly topic: T
  readonly type: Type
  readonly value: Value
  /** Of its file; that of the message which it comes of where it is not said. */
  readonly weight?: Weight
}

/**
 * How much work a file is. What is more than a second or so for the stages together is heavy, and goes by partitions of
 * its own, so that no other file stands behind it.
 */
export type Weight = 'light' | 'heavy'

/** A record from a topic, told apart by `type`. */
export type Incoming<T extends Topic = Topic> =
  T extends TopicOf<infer R>
    ? { [K in keyof R & string]: { readonly type: K; readonly value: R[K] } }[keyof R & string]
    : { readonly type: string; readonly value: object }

const day = 24 * 60 * 60 * 1000
const defaults = { partitions: 6, retentionMs: 7 * day, cleanupPolicy: 'delete' } as const

export const filesStaged: TopicOf<{ FileStaged: FileStaged }> = {
  ...defaults,
  weighed: true,
  name: 'files.staged',
  records: ['FileStaged'],
  key: (record) => record.file_id,
  description: 'Raw files in the bucket that are to be ingested.',
}

export const filesWaiting: TopicOf<{ FileStaged: FileStaged }> = {
  ...defaults,
  name: 'files.waiting',
  records: ['FileStaged'],
  key: (record) => record.job_id,
  description: 'Members of large zips, which the gateway puts on files.staged a window at a time.',
}

export const profilesParsed: TopicOf<{ ProfileParsed: ProfileParsed; FileParsed: FileParsed }> = {
  ...defaults,
  weighed: true,
  alongside: true,
  name: 'profiles.parsed',
  records: ['ProfileParsed', 'FileParsed'],
  key: (record) => ('file' in record ? record.file.file_id : record.file_id),
  description: 'Profiles as read from the files, those of a file in order and closed by FileParsed.',
}

export const profilesCleaned: TopicOf<{
  ProfileCleaned: ProfileCleaned
  ProfileRejected: ProfileRejected
  FileCleaned: FileCleaned
  FileWithdrawn: FileWithdrawn
  FileRestored: FileRestored
  FilePurged: FilePurged
}> = {
  ...defaults,
  weighed: true,
  alongside: true,
  name: 'profiles.cleaned',
  records: ['ProfileCleaned', 'ProfileRejected', 'FileCleaned', 'FileWithdrawn', 'FileRestored', 'FilePurged'],
  key: (record) => ('parsed' in record ? record.parsed.file.file_id : record.file_id),
  description:
    'Profiles with the verdict of the quality tests, those of a file in order and closed by FileCleaned; among the runs over a file, that it was withdrawn, restored or purged.',
}

export const profilesChanged: TopicOf<{ ProfileChanged: ProfileChanged }> = {
  ...defaults,
  name: 'profiles.changed',
  records: ['ProfileChanged'],
  key: (record) =>
    [record.platform_number, record.cycle_number, record.direction, record.source_kind, record.profile_index].join(' '),
  // Compacted: of each profile at least the latest change stays for ever.
  retentionMs: -1,
  cleanupPolicy: 'compact',
  description:
    'What changes of the profiles that the database shows: for services next door that keep a copy, or follow it.',
}

export const datasetsWritten: TopicOf<{ DatasetWritten: DatasetWritten }> = {
  ...defaults,
  name: 'datasets.written',
  records: ['DatasetWritten'],
  key: (record) => record.file.job_id,
  retentionMs: 30 * day,
  description: 'Files that are in the database, whole.',
}

export const datasetsSummarized: TopicOf<{ DatasetSummarized: DatasetSummarized }> = {
  ...defaults,
  name: 'datasets.summarized',
  records: ['DatasetSummarized'],
  key: (record) => record.job_id,
  retentionMs: 30 * day,
  description: 'Summaries of datasets.',
}

export const jobsProgress: TopicOf<{ StageProgress: StageProgress }> = {
  ...defaults,
  name: 'jobs.progress',
  records: ['StageProgress'],
  key: (record) => record.job_id,
  description: 'How far the stages are with each file, at most about one a second and file, and what came of a zip.',
}

/** The topics that carry records, in the order of the pipeline. */
export const recordTopics: readonly Topic[] = [
  filesStaged,
  filesWaiting,
  profilesParsed,
  profilesCleaned,
  profilesChanged,
  datasetsWritten,
  datasetsSummarized,
  jobsProgress,
]

/** The stages that have a dead-letter topic, which holds original bytes and no records of its own. */
export const deadLetterStages = pipeline.map(({ name }) => name)

/**
 * Dead letters are kept longer than what they came from, so that there is time to mend the cause, and may be
 * larger: the headers that say why come on top of the original.
 */
export const deadLetterTopic = (stage: PipelineStageName) => ({
  name: `${stage}.dlq`,
  partitions: 1,
  retentionMs: 30 * day,
  maxMessageBytes: 4 << 20,
  cleanupPolicy: 'delete' as const,
  description: `Records that the ${stage} could not handle: the original key and bytes, the reason in the headers.`,
})

/**
 * A record for a topic.
 *
 * @example
 * yield to(profilesParsed, 'FileParsed', { file, … })
 */
export function to<T extends Topic, K extends Outgoing<T>['type']>(
  topic: T,
  type: K,
  value: Extract<Outgoing<T>, { readonly type: K }>['value'],
) {
  return { topic, type, value }
}
