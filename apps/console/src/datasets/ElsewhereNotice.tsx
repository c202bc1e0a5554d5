import { readRelations } from '../api/datasets.ts'
import type { Dataset, DatasetRelations } from '../api/generated/openApi.ts'
import { href } from '../app/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, counted } from '../ui/formatNumber.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type Resource, useResource } from '../ui/useResource.ts'

const listed = 12

/** What else is held that a dataset has to do with; read anew when it has come into the database or was taken out. */
export function useRelations(dataset: Dataset | undefined): Resource<DatasetRelations> {
  const { dataset_id: id, profile_count: count, is_active: isActive } = dataset ?? {}
  const key = id === undefined ? undefined : `relations ${id} ${count} ${isActive}`
  return useResource(key, (signal) => readRelations(id ?? 0, signal))
}

interface ElsewhereNoticeProps {
  readonly dataset: Dataset
  readonly relations: Resource<DatasetRelations>
}

/** Where the profiles of a dataset are that shows none itself. */
export function ElsewhereNotice({ dataset, relations: { data, problem, reload } }: ElsewhereNoticeProps) {
  if (problem !== undefined) return <ProblemNotice problem={problem} retry={reload} />
  if (data === undefined) return <p class="loading">Looking where its profiles are…</p>
  const { shown_from: from, floats } = data
  if ((dataset.profile_count ?? 0) === 0 && from.length === 0)
    return (
      <EmptyState icon="data" title="This file holds no profiles: it describes a float">
        <FloatLinks floats={floats} />
      </EmptyState>
    )
  return (
    <EmptyState icon="data" title="Its profiles are shown from other files">
      <p>The same profiles, or newer versions of them, came with:</p>
      <ShownFrom from={from} />
      <FloatLinks floats={floats} />
    </EmptyState>
  )
}

function ShownFrom({ from }: { from: DatasetRelations['shown_from'] }) {
  return (
    <ul class="plain-list">
      {from.slice(0, listed).map(({ dataset_id, filename, profiles, same_bytes }) => (
        <li key={dataset_id}>
          <a href={href(['datasets', dataset_id])}>{filename ?? `Dataset ${dataset_id}`}</a>:{' '}
          {counted(profiles, 'profile')}
          {same_bytes ? ', the same bytes' : ''}
        </li>
      ))}
      {from.length > listed ? <li class="muted">… and {count(from.length - listed)} files more</li> : null}
    </ul>
  )
}

/** What else is held that this dataset has to do with: its floats, the same bytes, where better versions came from. */
export function Relations({ relations }: { relations: DatasetRelations }) {
  const { same_bytes: same, shown_from: from, floats } = relations
  if (same.length + from.length + floats.length === 0) return null
  return (
    <section class="card">
      <h2>Where else</h2>
      <FloatLinks floats={floats} />
      {same.length === 0 ? null : (
        <p>
          The same bytes were sent as{' '}
          {same.slice(0, listed).map(({ dataset_id, filename }, index) => (
            <span key={dataset_id}>
              {index === 0 ? '' : ', '}
              <a href={href(['datasets', dataset_id])}>{filename ?? `dataset ${dataset_id}`}</a>
            </span>
          ))}
          {same.length > listed ? ` and ${count(same.length - listed)} files more` : ''}.
        </p>
      )}
      {from.length === 0 ? null : (
        <>
          <p>Of its profiles the same or newer versions are shown from:</p>
          <ShownFrom from={from} />
        </>
      )}
    </section>
  )
}

function FloatLinks({ floats }: { floats: readonly string[] }) {
  if (floats.length === 0) return null
  return (
    <p>
      {floats.length === 1 ? 'Float' : 'Floats'}{' '}
      {floats.slice(0, listed).map((platform, index) => (
        <span key={platform}>
          {index === 0 ? '' : ', '}
          <a href={href(['floats', platform])}>{platform}</a>
        </span>
      ))}
      {floats.length > listed ? ` and ${count(floats.length - listed)} more` : ''}
    </p>
  )
}
