import type { ComponentChildren } from 'preact'
import { ApiProblem, sentenceOf } from '../api/ApiProblem.ts'
import { Icon } from './Icon.tsx'

interface ProblemNoticeProps {
  readonly problem: unknown
  readonly retry?: (() => void) | undefined
  readonly children?: ComponentChildren
}

/** What went wrong, what to quote, and a way to try again. */
export function ProblemNotice({ problem, retry, children }: ProblemNoticeProps) {
  const id = problem instanceof ApiProblem && problem.status >= 500 ? problem.instance : undefined
  return (
    <div class="notice bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{sentenceOf(problem)}</p>
        {id === undefined ? null : (
          <p class="small">
            Id of this answer, for whoever runs the system: <code>{id.replace('urn:uuid:', '')}</code>
          </p>
        )}
        {children}
      </div>
      {retry === undefined ? null : (
        <button type="button" class="button" onClick={retry}>
          <Icon name="retry" /> Try again
        </button>
      )}
    </div>
  )
}
