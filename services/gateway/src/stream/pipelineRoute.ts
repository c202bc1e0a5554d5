import { pipeline } from '@floatchat/contracts/pipeline'
import { z } from 'zod'
import { type Route, route } from '../http/Route.ts'

const stageJson = z
  .object({
    stage: z.string(),
    does: z.string().describe('What it does, as the end of a sentence that begins with its name.'),
    step: z
      .object({ label: z.string(), does: z.string() })
      .nullable()
      .describe(
        'Where it is a step of the way of a file that people follow: its name there, and what it does to a file.',
      ),
  })
  .meta({ id: 'PipelineStage' })

/** `GET /api/v1/pipeline`: the stages, for whoever shows them. */
export function pipelineRoute(): Route {
  const stages = pipeline.map(({ name: stage, does, step = null }) => ({ stage, does, step }))
  return route({
    method: 'get',
    path: '/api/v1/pipeline',
    id: 'readPipeline',
    role: 'viewer',
    summary: 'The stages and what they do, in the order of a file’s way',
    answers: { 200: { description: 'The stages.', schema: z.object({ stages: z.array(stageJson) }) } },
    handle: (context) => context.json({ stages }),
  })
}
