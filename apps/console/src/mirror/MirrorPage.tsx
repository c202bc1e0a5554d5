import type { Mirror } from '../api/generated/openApi.ts'
import { readMirror } from '../api/mirror.ts'
import { href } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count } from '../ui/formatNumber.ts'
import { Numbers } from '../ui/Numbers.tsx'
import { Lasting, Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { CentreShares } from './CentreShares.tsx'
import { MirrorRuns } from './MirrorRuns.tsx'

/** The sources whose files are to be held, how far that is, and what is held of each data centre. */
export function MirrorPage() {
  const { data, problem, reload } = useResource('mirror', readMirror, { pollMs: 5000 })
  return (
    <>
      <div class="page-head">
        <h1>Mirror</h1>
        <p class="muted">Keeps the files that are held equal to those of a GDAC, a bucket or a folder.</p>
      </div>
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : (
        <>
          {data.sources.length === 0 ? (
            <EmptyState icon="retry" title="Nothing is mirrored">
              <code>./floatchat mirror run SOURCE</code> begins it.
            </EmptyState>
          ) : (
            data.sources.map((source) => <Source key={source.source_id} source={source} />)
          )}
          <CentreShares centres={data.data_centres} />
        </>
      )}
    </>
  )
}

function Source({ source }: { source: Mirror }) {
  const { addresses, files, held, on_their_way, wanted, failed, missing, oldest_wanted: oldest } = source
  const [first, ...others] = addresses
  return (
    <section class="card" aria-label={`Source ${first}`}>
      <h2 class="file-name">{first}</h2>
      {others.length === 0 ? null : <p class="muted small">where that is away: {others.join(', ')}</p>}
      <Numbers
        items={[
          { label: 'files of the source', value: files },
          { label: 'held', value: held },
          { label: 'on their way', value: on_their_way, note: 'taken, and not in the database yet' },
          { label: 'to be fetched', value: wanted, ...(wanted > 0 ? { tone: 'warn' as const } : {}) },
          { label: 'refused', value: failed, ...(failed > 0 ? { note: 'no Argo profiles, or damaged' } : {}) },
          ...(missing > 0 ? [{ label: 'no longer listed', value: missing, tone: 'warn' as const }] : []),
        ]}
      />
      {oldest === null ? (
        <p>{held === files ? 'Every file of the source is held.' : 'No file waits to be fetched.'}</p>
      ) : (
        <p>
          The oldest file that is not taken yet has waited <Lasting from={oldest} to={null} />, since{' '}
          <Time at={oldest} />.
        </p>
      )}
      {failed === 0 ? null : (
        <p class="small">
          <a href={href(['jobs'], { status: 'refused' })}>Jobs of files that were refused</a>
        </p>
      )}
      <MirrorRuns runs={source.runs} />
      <p class="muted small">
        What source and database have differently, file by file, is read anew by{' '}
        <code>./floatchat mirror verify {first}</code>; {count(wanted + missing)} such files are known now.
      </p>
    </section>
  )
}
