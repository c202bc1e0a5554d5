import type { Logger } from '@floatchat/service/logger'
import { reportError } from '@floatchat/service/reportErrors'
import { asProblem } from './HttpProblem.ts'
import type { RequestContext } from './Route.ts'

/** Notes why a streamed answer did not come to its end: its status had gone out, so only the log can say it. */
export function brokenOff(context: RequestContext, log: Logger): (error: unknown) => void {
  return (error) => {
    const problem = asProblem(error)
    const cause = problem.cause ?? problem
    log.error({ err: cause, requestId: context.get('requestId') }, 'an answer was broken off')
    if (problem.status === 500) reportError(cause, {})
  }
}
