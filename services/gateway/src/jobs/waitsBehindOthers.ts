import { pipeline } from '@floatchat/contracts/pipeline'
import type { StuckFile } from '@floatchat/db/jobs/stuckJobs'
import type { AskAdmin } from '@floatchat/kafka/KeptAdmin'
import { stagePositions } from '@floatchat/kafka/stagePositions'

/** The stages that could still have a record of a file before them. */
const wayIn = pipeline.flatMap(({ name, reads: [topic], progressShare }) =>
  progressShare === undefined || topic === undefined ? [] : [{ stage: name, topic }],
)

/**
 * So long after a job was last seen to move, its records are on the topics with a time of before: a record has the
 * clock of the machine that made it, and progress is told about once a second.
 */
const slackMs = 60_000
/** Times asked of the broker are rounded up to this, so that files of about the same time share a question. */
const grainMs = 60_000

/**
 * One look at where the stages are, for many files: a file may still wait its turn where a stage has not come past
 * the time of its last records on the partition of its key. What waits on other partitions is no reason.
 */
export function waitsBehindOthers(ask: AskAdmin, topicPrefix: string) {
  const timeOf = ({ progressed_at }: StuckFile) => Math.ceil((progressed_at + slackMs) / grainMs) * grainMs
  return async (files: readonly StuckFile[]): Promise<(file: StuckFile) => boolean> => {
    const positions = await stagePositions(ask, topicPrefix, wayIn, [...new Set(files.map(timeOf))])
    return (file) => wayIn.some(({ stage }) => positions.get(stage)?.isPast(timeOf(file), file.file_id) !== true)
  }
}
