import { datasetsSummarized, datasetsWritten } from '@floatchat/contracts/topics'
import { readSettings } from '@floatchat/stage/readSettings'
import { runMain } from '@floatchat/stage/runMain'
import { runStage } from '@floatchat/stage/runStage'
import { makeHandle } from './handle.ts'
import { settings as schema } from './settings.ts'
import { makeSummarize } from './summary/summarize.ts'

await runMain(async () => {
  const settings = readSettings(schema)
  const handle = makeHandle(makeSummarize(settings))
  await runStage(
    { name: 'summarizer', consumes: datasetsWritten, produces: [datasetsSummarized], handle },
    { settings },
  )
})
