import { datasetsSummarized, datasetsWritten } from '@floatchat/contracts/topics'
import { readSettings } from '@floatchat/service/readSettings'
import { runMain } from '@floatchat/service/runMain'
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
