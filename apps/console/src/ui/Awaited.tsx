import type { ComponentChildren } from 'preact'
import { ProblemNotice } from './ProblemNotice.tsx'
import type { Resource } from './useResource.ts'

interface AwaitedProps {
  readonly resource: Pick<Resource<unknown>, 'data' | 'problem' | 'reload'>
  /** Said until it is there. */
  readonly children?: ComponentChildren
}

/** Before something that was asked for: what went wrong, or that it is on its way. Nothing once it is there. */
export function Awaited({ resource: { data, problem, reload }, children = 'Loading…' }: AwaitedProps) {
  if (problem !== undefined) return <ProblemNotice problem={problem} retry={reload} />
  return data === undefined ? <p class="loading">{children}</p> : null
}
