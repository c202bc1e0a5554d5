import { isUuid } from '@floatchat/contracts/ids'
import {
  datasetsSummarized,
  datasetsWritten,
  filesStaged,
  filesWaiting,
  jobsProgress,
} from '@floatchat/contracts/topics'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import type { DeadLetter } from '@floatchat/kafka/deadLetter'
import type { ProjectionEvent } from '@floatchat/stage/Projection'

/** The topics that tell of jobs; the dead letters do too. */
export const jobTopics = [filesStaged, filesWaiting, jobsProgress, datasetsWritten, datasetsSummarized] as const
export type JobTopic = (typeof jobTopics)[number]

/** What an event of the stream says of a job; nothing where it names none. */
export function toJobEvent(event: ProjectionEvent<JobTopic>): JobEvent | undefined {
  if (event.kind === 'dead-letter') return fromDeadLetter(event.letter)
  const { message } = event
  switch (message.type) {
    case 'FileStaged':
      return { type: 'FileStaged', value: message.value }
    case 'StageProgress':
      return { type: 'StageProgress', value: message.value }
    case 'DatasetWritten':
      return { type: 'DatasetWritten', value: message.value }
    case 'DatasetSummarized':
      return { type: 'DatasetSummarized', value: message.value }
  }
}

/** A record that nobody could read may not say which file it belongs to: that one is for the operators alone. */
function fromDeadLetter(letter: DeadLetter): JobEvent | undefined {
  const { job_id, file_id, run_id, attempt, filename } = letter.identity
  if (job_id === undefined || file_id === undefined || !isUuid(job_id) || !isUuid(file_id)) return undefined
  return {
    type: 'DeadLetter',
    value: {
      job_id: job_id.toLowerCase(),
      file_id: file_id.toLowerCase(),
      attempt: attempt ?? 1,
      run_id: run_id ?? null,
      filename: filename ?? null,
      stage: letter.stage,
      code: letter.reasonCode,
      reason: letter.reason,
      began_at: letter.beganAt,
      at: letter.message.timestamp,
    },
  }
}
