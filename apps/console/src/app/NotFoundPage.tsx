import { EmptyState } from '../ui/EmptyState.tsx'
import { href } from './route.ts'

export function NotFoundPage() {
  return (
    <>
      <h1>There is no such page</h1>
      <EmptyState icon="search" title="The address may be cut off, or old.">
        <a href={href(['jobs'])}>See the jobs</a> or <a href={href(['datasets'])}>the datasets</a>.
      </EmptyState>
    </>
  )
}
