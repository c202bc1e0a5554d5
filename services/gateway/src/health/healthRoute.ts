import { version } from '@floatchat/service/version'
import { z } from 'zod'
import { keptFor } from '../http/keptFor.ts'
import { type Route, route } from '../http/Route.ts'
import { type StageHealth, stageHealthJson } from './PipelineWatch.ts'

export type Checks = Readonly<Record<'database' | 'bucket' | 'broker' | 'registry', () => Promise<unknown>>>

const state = z.enum(['ok', 'unavailable'])
const health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string().describe('The release that answers.'),
    checks: z.object({ database: state, bucket: state, broker: state, registry: state }),
    stages: z
      .array(stageHealthJson)
      .describe('The stages on the way of a file, as they were some seconds ago; empty while the broker is away.'),
  })
  .meta({ id: 'Health' })

// Anybody may ask: what the checks cost is bounded by asking the servers at most so often.
const freshMs = 1_000
const checkMs = 3_000

/**
 * `GET /health`, without a token: what the service needs and whether it is there. 503 where uploads cannot be
 * taken (database or bucket); a broker, a registry or a stage that is away only delays them.
 */
export function healthRoute(checks: Checks, stagesNow: () => readonly StageHealth[]): Route {
  const asked = keptFor(freshMs, ask)
  return route({
    method: 'get',
    path: '/health',
    id: 'readHealth',
    summary: 'The state of database, bucket, broker and registry, and of the stages on the way of a file',
    open: true,
    answers: {
      200: {
        description: 'Uploads are taken; degraded where they wait for the broker, the registry or a stage.',
        schema: health,
      },
      503: { description: 'Uploads cannot be taken at the moment.', schema: health },
    },
    async handle(context) {
      const result = await asked()
      const stages = [...stagesNow()]
      const isWell = Object.values(result).every((one) => one === 'ok') && stages.every((stage) => stage.state === 'ok')
      const status = isWell ? 'ok' : 'degraded'
      const takesUploads = result.database === 'ok' && result.bucket === 'ok'
      return context.json({ status, version, checks: result, stages }, takesUploads ? 200 : 503)
    },
  })

  async function ask() {
    const [database, bucket, broker, registry] = await Promise.all(
      [checks.database, checks.bucket, checks.broker, checks.registry].map(outcome),
    )
    return { database, bucket, broker, registry } as z.output<typeof health>['checks'] // In the order asked.
  }
}

async function outcome(check: () => Promise<unknown>): Promise<z.output<typeof state>> {
  const late = AbortSignal.timeout(checkMs)
  const tooLate = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true }))
  try {
    return (await Promise.race([check(), tooLate])) === false ? 'unavailable' : 'ok'
  } catch {
    return 'unavailable'
  }
}
