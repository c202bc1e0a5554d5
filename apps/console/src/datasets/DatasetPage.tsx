import { useEffect, useState } from 'preact/hooks'
import { listDatasets, readDataset, readDatasetFile } from '../api/datasets.ts'
import type { Dataset } from '../api/generated/openApi.ts'
import { href, listLeft } from '../app/route.ts'
import { TestCounts } from '../quality/TestCounts.tsx'
import { AwaitedPage } from '../ui/AwaitedPage.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { byteSize, latitude, longitude } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { levelNumbers } from '../ui/levelNumbers.ts'
import { Numbers } from '../ui/Numbers.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { useTitle } from '../ui/useTitle.ts'
import { Warnings } from '../ui/Warnings.tsx'
import { DatasetTable, Period } from './DatasetsPage.tsx'
import { ElsewhereNotice, Relations, useRelations } from './ElsewhereNotice.tsx'
import { LazyExplorer } from './LazyExplorer.tsx'
import { Retention } from './Retention.tsx'

/** One dataset: what it is, where it was measured, and what it looks like. */
export function DatasetPage({ id }: { id: string }) {
  const [waiting, setWaiting] = useState(true)
  const { data, problem, reload } = useResource(`dataset ${id}`, (signal) => readDataset(id, signal), {
    pollMs: waiting ? 2000 : undefined,
  })
  const missesSomething =
    data !== undefined &&
    (data.profile_count === null || data.summary_text === null || data.withdrawal?.done_at === null)
  useEffect(() => setWaiting(data === undefined || missesSomething), [data, missesSomething])
  useTitle(data?.name ?? data?.source_filename)
  const relations = useRelations(data)
  if (data === undefined) {
    return (
      <AwaitedPage
        resource={{ problem, reload }}
        title={`Dataset ${id}`}
        list={{ href: href(['datasets']), name: 'All datasets' }}
      >
        Loading the dataset…
      </AwaitedPage>
    )
  }
  const name = data.name ?? data.source_filename ?? `Dataset ${id}`
  return (
    <>
      <DatasetHead dataset={data} name={name} />
      {data.profile_count === null ? (
        <EmptyState icon="clock" title="Nothing of this dataset is in the database yet">
          {data.job_id === null ? (
            'It has no job.'
          ) : (
            <a href={href(['jobs', data.job_id])}>See how far its job is, or why it failed</a>
          )}
        </EmptyState>
      ) : (
        <>
          {data.profile_count === 0 ? null : <DatasetNumbers dataset={data} />}
          <LazyExplorer of={{ dataset: data.dataset_id }} name={name} profileCount={data.profile_count}>
            <ElsewhereNotice dataset={data} relations={relations} />
          </LazyExplorer>
          <Warnings warnings={data.warnings} />
          {data.member_count > 0 ? <Members dataset={data} /> : null}
          {data.profile_count === 0 ? null : (
            <section class="card">
              <h2>Flags by test</h2>
              <TestCounts counts={data.test_counts ?? []} />
            </section>
          )}
        </>
      )}
      {relations.data === undefined ? null : <Relations relations={relations.data} />}
      <Retention dataset={data} name={name} again={reload} />
      <FileFacts dataset={data} />
    </>
  )
}

function DatasetHead({ dataset, name }: { dataset: Dataset; name: string }) {
  const { summary_text: summary, summary_source: source, summary_model: model, parent_dataset_id: parent } = dataset
  return (
    <div class="page-head">
      <p class="crumb">
        <a href={listLeft('datasets')}>Datasets</a>
        {parent === null ? null : (
          <>
            {' › '}
            <a href={href(['datasets', parent])}>the zip that it came in</a>
          </>
        )}
      </p>
      <h1 class="file-name">{name}</h1>
      {summary === null ? (
        dataset.profile_count === null ? null : (
          <p class="muted">The summary is being written…</p>
        )
      ) : (
        <p class="lede">
          {summary}{' '}
          <span class="muted small nowrap">
            {source === 'llm' ? `written by ${model ?? 'a language model'}` : 'from a template'}
          </span>
        </p>
      )}
    </div>
  )
}

function DatasetNumbers({ dataset }: { dataset: Dataset }) {
  const { float_count, profile_count, measurement_count, outlier_count, variable_list } = dataset
  return (
    <>
      <Numbers
        items={[
          { label: float_count === 1 ? 'float' : 'floats', value: float_count ?? 0 },
          { label: profile_count === 1 ? 'profile' : 'profiles', value: profile_count ?? 0 },
          ...levelNumbers(measurement_count ?? 0, outlier_count ?? 0, dataset.out_of_bounds_count ?? 0),
        ]}
      />
      <dl class="facts inline">
        <dt>Period</dt>
        <dd>
          <Period dataset={dataset} />
        </dd>
        <dt>Region</dt>
        <dd>{boxInWords(dataset)}</dd>
        <dt>Variables</dt>
        <dd class="codes">
          {variable_list?.map((variable) => (
            <code key={variable}>{variable}</code>
          ))}
        </dd>
      </dl>
    </>
  )
}

function boxInWords({ bbox }: Dataset): string {
  const [west, south, east, north] = bbox?.bbox ?? []
  if (west === undefined || south === undefined || east === undefined || north === undefined) return 'no position'
  if (west === east && south === north) return `${latitude(south)}, ${longitude(west)}`
  const across = west > east ? ', across the antimeridian' : ''
  return `${latitude(south)} to ${latitude(north)}, ${longitude(west)} to ${longitude(east)}${across}`
}

function Members({ dataset }: { dataset: Dataset }) {
  const load = (signal: AbortSignal) => listDatasets({ parent: dataset.dataset_id, limit: 100, offset: 0 }, signal)
  const { data } = useResource(`members of ${dataset.dataset_id}`, load)
  if (data === undefined || data.datasets.length === 0) return null
  return (
    <section class="card">
      <h2>Files of the zip</h2>
      <DatasetTable datasets={data.datasets} />
      {data.total > data.datasets.length ? (
        <p class="muted">
          The first {data.datasets.length} of {data.total}; the job lists all.
        </p>
      ) : null}
    </section>
  )
}

function FileFacts({ dataset }: { dataset: Dataset }) {
  const [problem, setProblem] = useState<unknown>()
  const fetchFile = async (): Promise<void> => {
    setProblem(undefined)
    try {
      const { url } = await readDatasetFile(dataset.dataset_id)
      location.assign(url)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <section class="card">
      <h2>File</h2>
      <dl class="facts">
        <dt>Name</dt>
        <dd class="file-name">{dataset.source_filename}</dd>
        <dt>Size</dt>
        <dd>{dataset.raw_file_size === null ? '–' : byteSize(dataset.raw_file_size)}</dd>
        <dt>Uploaded</dt>
        <dd>
          <Time at={dataset.ingestion_date} />
        </dd>
        {dataset.raw_file_sha256 === null ? null : (
          <>
            <dt>SHA-256</dt>
            <dd>
              <Copyable
                text={dataset.raw_file_sha256}
                short={`${dataset.raw_file_sha256.slice(0, 16)}…`}
                label="SHA-256"
              />
            </dd>
          </>
        )}
      </dl>
      <div class="button-row">
        <button type="button" class="button" onClick={() => void fetchFile()}>
          <Icon name="download" /> Raw file
        </button>
        {dataset.job_id === null ? null : (
          <a class="button" href={href(['jobs', dataset.job_id])}>
            <Icon name="jobs" /> Its job
          </a>
        )}
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} />}
    </section>
  )
}
