import type { ComponentChildren } from 'preact'
import { ProblemNotice } from './ProblemNotice.tsx'
import type { Resource } from './useResource.ts'

interface AwaitedPageProps {
  readonly resource: Pick<Resource<unknown>, 'problem' | 'reload'>
  /** The heading where the page cannot be shown. */
  readonly title: string
  /** Where the list is that it stands in, and what that is called. */
  readonly list: { readonly href: string; readonly name: string }
  /** Said until it is there. */
  readonly children: ComponentChildren
}

/** In place of a page of one thing that is not there: it is on its way, or why it is not, and the way to the others. */
export function AwaitedPage({ resource: { problem, reload }, title, list, children }: AwaitedPageProps) {
  if (problem === undefined) return <p class="loading">{children}</p>
  return (
    <>
      <h1>{title}</h1>
      <ProblemNotice problem={problem} retry={reload}>
        <p>
          <a href={list.href}>{list.name}</a>
        </p>
      </ProblemNotice>
    </>
  )
}
