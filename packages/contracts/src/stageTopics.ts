import { type PipelineStageName, pipeline } from './pipeline.ts'
import { deadLetterStages, deadLetterTopic } from './topics.ts'

/** Who reads and writes which topic, dead letters included; by their names without the prefix. */
export interface StageTopics {
  readonly stage: PipelineStageName
  readonly reads: readonly string[]
  /** Its own dead letters included. */
  readonly writes: readonly string[]
}

const deadLetters = deadLetterStages.map((stage) => deadLetterTopic(stage).name)

/** In the order of the pipeline. */
export const stageTopics: readonly StageTopics[] = pipeline.map(({ name, reads, writes, readsDeadLetters }) => ({
  stage: name,
  reads: readsDeadLetters === true ? [...reads, ...deadLetters] : reads,
  writes: [...writes, deadLetterTopic(name).name],
}))

/** The stages that have a consumer group, with what it consumes. */
export const consumingStages = stageTopics.filter(({ reads }) => reads.length > 0)
