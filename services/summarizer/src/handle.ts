import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import { datasetsSummarized, type datasetsWritten, to } from '@floatchat/contracts/topics'
import type { Handle } from '@floatchat/stage/Stage'
import type { Summary } from './summary/summarize.ts'

/** A dataset that was written gets a summary, by the model or by the template. Never fails for want of a model. */
export function makeHandle(
  summarize: (written: DatasetWritten, signal: AbortSignal) => Promise<Summary>,
): Handle<typeof datasetsWritten, typeof datasetsSummarized> {
  return async function* summarizeDataset({ value: written }, context) {
    const { job_id, file_id } = written.file
    const { dataset_id, run_id } = written
    const summary = await summarize(written, context.signal)
    if (summary.fallback_reason !== null) {
      context.log.warn(
        { job: job_id, file: file_id, reason: summary.fallback_reason },
        'the template took the place of the model',
      )
    }
    yield to(datasetsSummarized, 'DatasetSummarized', {
      job_id,
      file_id,
      dataset_id,
      run_id,
      ...summary,
      summarized_at: Date.now(),
    })
  }
}
