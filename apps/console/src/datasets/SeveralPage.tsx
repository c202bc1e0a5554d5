import { href, route } from '../app/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, counted } from '../ui/formatNumber.ts'
import { LazyExplorer } from './LazyExplorer.tsx'

const most = 500

/** The profiles of several files on one map: `?name=` for all that were given a name, `?datasets=1,2,3` for some. */
export function SeveralPage() {
  const { query } = route.value
  const name = query.get('name') ?? ''
  const ids = (query.get('datasets') ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0)
  if (name === '' && ids.length === 0)
    return (
      <>
        <h1>Several files</h1>
        <EmptyState icon="data" title="This address names no files">
          <a href={href(['datasets'])}>All datasets</a>
        </EmptyState>
      </>
    )
  const title = name === '' ? counted(Math.min(ids.length, most), 'file') : name
  return (
    <>
      <div class="page-head">
        <p class="crumb">
          <a href={href(['datasets'], { name })}>Datasets</a>
        </p>
        <h1 class="file-name">{title}</h1>
        <p class="muted">
          {name === '' ? 'The profiles of these files together' : 'The profiles of all files that were given this name'}
          , as far as they are shown from them.
          {ids.length > most ? ` The first ${count(most)} of ${count(ids.length)} files.` : ''}
        </p>
      </div>
      <LazyExplorer
        of={name === '' ? { datasets: ids.slice(0, most) } : { name }}
        name={title}
        profileCount={undefined}
      >
        <EmptyState icon="data" title="No profile is shown from these files">
          The same profiles, or newer versions of them, may have come with others.
        </EmptyState>
      </LazyExplorer>
    </>
  )
}
