/**
 * Who reads and writes which topic: the one statement of it, from which the AsyncAPI document and the
 * brokers' access rules are made.
 *
 * @module
 */
import {
  datasetsSummarized,
  datasetsWritten,
  deadLetterStages,
  deadLetterTopic,
  filesStaged,
  filesWaiting,
  jobsProgress,
  profilesCleaned,
  profilesParsed,
} from './topics.ts'

/** Topics by their names without the prefix. */
export interface StageTopics {
  readonly stage: (typeof deadLetterStages)[number]
  readonly reads: readonly string[]
  /** Its own dead letters included. */
  readonly writes: readonly string[]
}

/** In the order of the pipeline. */
export const stageTopics: readonly StageTopics[] = [
  {
    stage: 'gateway',
    reads: [
      ...[filesStaged, filesWaiting, jobsProgress, datasetsWritten, datasetsSummarized].map(({ name }) => name),
      ...deadLetterStages.map((stage) => deadLetterTopic(stage).name),
    ],
    // Of datasets.written the one of a zip as a whole, once all of its members have ended.
    writes: [filesStaged.name, datasetsWritten.name, deadLetterTopic('gateway').name],
  },
  {
    stage: 'parser',
    reads: [filesStaged.name],
    // Of files.staged the members of a small zip, of files.waiting those of a large one.
    writes: [
      profilesParsed.name,
      filesStaged.name,
      filesWaiting.name,
      jobsProgress.name,
      deadLetterTopic('parser').name,
    ],
  },
  {
    stage: 'cleaner',
    reads: [profilesParsed.name],
    writes: [profilesCleaned.name, jobsProgress.name, deadLetterTopic('cleaner').name],
  },
  {
    stage: 'writer',
    reads: [profilesCleaned.name],
    writes: [datasetsWritten.name, jobsProgress.name, deadLetterTopic('writer').name],
  },
  {
    stage: 'summarizer',
    reads: [datasetsWritten.name],
    writes: [datasetsSummarized.name, jobsProgress.name, deadLetterTopic('summarizer').name],
  },
]
