import { listDatasets } from '../api/datasets.ts'
import type { Dataset } from '../api/generated/openApi.ts'
import { href } from '../app/route.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, share } from '../ui/formatNumber.ts'
import { ListSpan } from '../ui/ListSpan.tsx'
import { type ListAddress, listAddress } from '../ui/listAddress.ts'
import { Pager } from '../ui/Pager.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { SortHeader } from '../ui/SortHeader.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'

export function DatasetsPage() {
  const list = listAddress('datasets')
  const { limit, offset, sort, order, time } = list
  const [text, name] = [list.get('text'), list.get('name')]
  const query = { text, name, time, sort, order, limit, offset }
  const load = (signal: AbortSignal) => listDatasets(query, signal)
  const { data, problem, reload } = useResource(`datasets ${JSON.stringify(query)}`, load, { pollMs: 5000 })
  const filtered = text !== '' || name !== '' || time !== undefined
  return (
    <>
      <div class="page-head">
        <h1>Datasets</h1>
        <p class="muted">One for each uploaded file.</p>
      </div>
      <div class="toolbar">
        <SearchField label="Name contains" value={text} onChange={(next) => list.change({ text: next })} />
        <ListSpan list={list} what="Ingested" />
      </div>
      {name === '' ? null : (
        <p class="notice">
          <span>
            Files that were given the name <strong>{name}</strong>.{' '}
            <a href={href(['map'], { name })}>All of them on one map</a> ·{' '}
            <a href={href(['datasets'])}>Show all datasets</a>
          </span>
        </p>
      )}
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : data.total === 0 ? (
        filtered ? (
          <EmptyState icon="search" title="No dataset matches">
            <a href={href(['datasets'])}>Show all datasets</a>
          </EmptyState>
        ) : (
          <EmptyState icon="data" title="No datasets yet">
            <a href={href(['upload'])}>Upload an Argo file</a>, and its data can be seen here.
          </EmptyState>
        )
      ) : (
        <>
          {data.datasets.length === 0 ? null : <DatasetTable datasets={data.datasets} list={list} />}
          <Pager what="datasets" total={data.total} limit={limit} offset={offset} to={list.page} />
        </>
      )}
    </>
  )
}

/** Datasets in a table; with a list its columns sort it. */
export function DatasetTable({ datasets, list }: { datasets: readonly Dataset[]; list?: ListAddress }) {
  const head = (by: string, label: string, end = false) =>
    list === undefined ? (
      <th scope="col" class={end ? 'end' : ''}>
        {label}
      </th>
    ) : (
      <SortHeader list={list} by={by} label={label} end={end} isDefault={by === 'created'} />
    )
  return (
    <div class="table-scroll">
      <table class="table stack">
        <thead>
          <tr>
            {head('name', 'Dataset')}
            {head('period', 'Period')}
            <th scope="col" class="end">
              Floats
            </th>
            {head('profiles', 'Profiles', true)}
            {head('levels', 'Levels', true)}
            <th scope="col" class="end">
              Flagged
            </th>
            {head('created', 'Ingested')}
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.dataset_id}>
              <th scope="row">
                <a class="file-name" href={href(['datasets', dataset.dataset_id])}>
                  {dataset.source_filename ?? dataset.name ?? `Dataset ${dataset.dataset_id}`}
                </a>
                {dataset.name === null || dataset.name === dataset.source_filename ? null : (
                  <span class="small block">
                    named <a href={href(['datasets'], { name: dataset.name })}>{dataset.name}</a>
                  </span>
                )}
                <span class="muted small block">
                  {dataset.summary_text ?? (dataset.profile_count === null ? 'not in the database: see its job' : '')}
                </span>
              </th>
              <td class="nowrap" data-label="Period">
                <Period dataset={dataset} />
              </td>
              <Counts dataset={dataset} />
              <td data-label="Ingested">
                <Time at={dataset.ingestion_date} show="date" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Period({ dataset }: { dataset: Dataset }) {
  const { date_range_start: start, date_range_end: end } = dataset
  if (start === null || end === null) return <span class="muted">–</span>
  if (start.slice(0, 10) === end.slice(0, 10)) return <Time at={start} show="date" />
  return (
    <>
      <Time at={start} show="date" /> – <Time at={end} show="date" />
    </>
  )
}

function Counts({ dataset }: { dataset: Dataset }) {
  const { float_count, profile_count, measurement_count: levels, outlier_count, out_of_bounds_count } = dataset
  const flagged = outlier_count === null ? null : outlier_count - (out_of_bounds_count ?? 0)
  const number = (value: number | null) => (value === null ? '–' : count(value))
  return (
    <>
      <td class="end" data-label="Floats">
        {number(float_count)}
      </td>
      <td class="end" data-label="Profiles">
        {number(profile_count)}
      </td>
      <td class="end" data-label="Levels">
        {number(levels)}
      </td>
      <td class="end" data-label="Flagged">
        {flagged === null || levels === null ? '–' : share(flagged, levels)}
      </td>
    </>
  )
}
