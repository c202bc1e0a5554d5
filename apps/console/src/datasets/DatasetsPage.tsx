import { listDatasets } from '../api/datasets.ts'
import type { Dataset } from '../api/generated/openApi.ts'
import { go, href, route } from '../app/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, share } from '../ui/formatNumber.ts'
import { Pager } from '../ui/Pager.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'

const limit = 20

export function DatasetsPage() {
  const { query } = route.value
  const text = query.get('text') ?? ''
  const offset = Math.max(0, Number(query.get('offset') ?? 0)) || 0
  const load = (signal: AbortSignal) => listDatasets({ text, limit, offset }, signal)
  const { data, problem, reload } = useResource(`datasets ${text} ${offset}`, load, { pollMs: 5000 })
  return (
    <>
      <div class="page-head">
        <h1>Datasets</h1>
        <p class="muted">One for each uploaded file, newest first.</p>
      </div>
      <div class="toolbar">
        <SearchField
          label="Name contains"
          value={text}
          onChange={(next) => go(href(['datasets'], { text: next }), { replace: true })}
        />
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {data === undefined ? (
        problem === undefined ? (
          <p class="loading">Loading…</p>
        ) : null
      ) : data.datasets.length === 0 ? (
        text === '' ? (
          <EmptyState icon="data" title="No datasets yet">
            <a href={href(['upload'])}>Upload an Argo file</a>, and its data can be seen here.
          </EmptyState>
        ) : (
          <EmptyState icon="search" title="No dataset matches">
            <a href={href(['datasets'])}>Show all datasets</a>
          </EmptyState>
        )
      ) : (
        <>
          <DatasetTable datasets={data.datasets} />
          <Pager
            what="datasets"
            total={data.total}
            limit={limit}
            offset={offset}
            to={(next) => href(['datasets'], { text, offset: next })}
          />
        </>
      )}
    </>
  )
}

export function DatasetTable({ datasets }: { datasets: readonly Dataset[] }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Period</th>
            <th scope="col" class="end">
              Floats
            </th>
            <th scope="col" class="end">
              Profiles
            </th>
            <th scope="col" class="end">
              Levels
            </th>
            <th scope="col" class="end">
              Flagged
            </th>
            <th scope="col">Ingested</th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.dataset_id}>
              <th scope="row">
                <a class="file-name" href={href(['datasets', dataset.dataset_id])}>
                  {dataset.name ?? dataset.source_filename ?? `Dataset ${dataset.dataset_id}`}
                </a>
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
  const { float_count, profile_count, measurement_count: levels, outlier_count: flagged } = dataset
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
