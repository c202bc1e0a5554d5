import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toRunId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { datasetsSummarized, filesStaged, to } from '@floatchat/contracts/topics'
import type { Stage, StageContext } from '../src/Stage.ts'

export type FileStage = Stage<typeof filesStaged, typeof datasetsSummarized>

/** A stage that answers each file with one record that has its name, after what it is given to do with it. */
export const fileStage = (work: (file: FileStaged, context: StageContext) => void | Promise<void>): FileStage => ({
  name: 'parser',
  consumes: filesStaged,
  produces: [datasetsSummarized],
  async *handle({ value }, context) {
    await work(value, context)
    yield to(datasetsSummarized, 'DatasetSummarized', {
      job_id: value.job_id,
      file_id: value.file_id,
      dataset_id: 1,
      run_id: toRunId(newRunId()),
      summary_text: value.filename,
      summary_source: 'template',
      fallback_reason: null,
      model: null,
      summarized_at: 0,
    })
  },
})
