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
} from '@floatchat/contracts/topics'

/** What each stage consumes, by the names of the topics without their prefix, in the order of the pipeline. */
export const stageInputs = [
  { stage: 'parser', topics: [filesStaged.name] },
  { stage: 'cleaner', topics: [profilesParsed.name] },
  { stage: 'writer', topics: [profilesCleaned.name] },
  { stage: 'summarizer', topics: [datasetsWritten.name] },
  {
    stage: 'gateway',
    topics: [
      ...[filesStaged, filesWaiting, jobsProgress, datasetsWritten, datasetsSummarized].map(({ name }) => name),
      ...deadLetterStages.map((stage) => deadLetterTopic(stage).name),
    ],
  },
] as const satisfies readonly { stage: string; topics: readonly string[] }[]
