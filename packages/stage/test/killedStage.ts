import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import { runStage } from '../src/runStage.ts'
import { fileStage } from './fileStage.ts'

// A stage in a process of its own, which a file with a certain name ends as the kernel does when memory is short.
const stage = fileStage(({ filename }) => {
  if (filename.startsWith('kills')) process.kill(process.pid, 'SIGKILL')
})
await runStage(stage, { settings: { ...readSettings(z.object(stageSettings)), HEALTH_PORT: 0 } })
