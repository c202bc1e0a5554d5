import { useState } from 'preact/hooks'
import type { Origin } from '../api/generated/openApi.ts'
import { type OriginVersion, readOrigin, readPlaces } from '../api/origin.ts'
import { href } from '../app/route.ts'
import { mayDo } from '../session/allowed.ts'
import { AwaitedPage } from '../ui/AwaitedPage.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { byteSize, count, counted } from '../ui/formatNumber.ts'
import { modeNames } from '../ui/modeNames.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'

/** The way back of a value: from the profile that is shown to its file, the run that read it, and the code. */
export function OriginPage({ id }: { id: string }) {
  const { data, problem, reload } = useResource(`origin ${id}`, (signal) => readOrigin(Number(id), signal))
  if (data === undefined) {
    return (
      <AwaitedPage
        resource={{ problem, reload }}
        title={`Profile ${id}`}
        list={{ href: href(['floats']), name: 'All floats' }}
      >
        Looking where it comes from…
      </AwaitedPage>
    )
  }
  const shown = data.versions.find((version) => version.shown)
  const others = data.versions.filter((version) => !version.shown)
  return (
    <>
      <div class="page-head">
        <p class="crumb">
          <a href={href(['floats', data.platform_number], { profiles: id })}>Float {data.platform_number}</a>
        </p>
        <h1>
          Where cycle {data.cycle_number}
          {data.direction === 'D' ? ', on the way down,' : ''} comes from
        </h1>
        <p class="muted">
          Profile {data.profile_id}, {data.source_kind}
          {data.profile_index > 0 ? `, sub-profile ${data.profile_index}` : ''} · first shown{' '}
          <Time at={data.first_shown_at} /> · as it is since <Time at={data.shown_since} />
        </p>
      </div>
      {shown === undefined ? null : <Shown version={shown} />}
      <Failed failed={data.failed} />
      {others.length === 0 ? null : <Others versions={others} />}
      {mayDo('readOriginOnTopics') ? <Places id={Number(id)} /> : null}
    </>
  )
}

function Shown({ version }: { version: OriginVersion }) {
  return (
    <section class="card">
      <h2>What is shown</h2>
      <dl class="facts">
        <dt>File</dt>
        <dd>
          <FileOf version={version} />
        </dd>
        <dt>Mode</dt>
        <dd>
          {modeNames[version.data_mode]}
          {version.date_update === null ? null : (
            <>
              , updated by the data centre <Time at={version.date_update} />
            </>
          )}
        </dd>
        <dt>Holds</dt>
        <dd>
          {counted(version.level_count, 'level')}, {counted(version.value_count, 'value')},{' '}
          {counted(version.flag_count, 'Argo flag')}
        </dd>
        <dt>Read</dt>
        <dd>
          {version.job_id === null ? null : (
            <>
              by <a href={href(['jobs', version.job_id])}>a job</a>,{' '}
            </>
          )}
          written <Time at={version.written_at} /> · parser version {version.parser_version ?? 'unknown'}, cleaner
          version {version.cleaner_version ?? 'unknown'}
        </dd>
        <dt>Run</dt>
        <dd>
          <Copyable text={version.run_id} label="run id" />
        </dd>
        {version.raw_file_sha256 === null ? null : (
          <>
            <dt>SHA-256 of the file</dt>
            <dd>
              <Digest sha256={version.raw_file_sha256} />
            </dd>
          </>
        )}
        {version.object_key === null ? null : (
          <>
            <dt>In the bucket as</dt>
            <dd>
              <Copyable text={version.object_key} label="key" />
            </dd>
          </>
        )}
        <dt>Grey list</dt>
        <dd>{version.grey_list_sha256 === null ? 'none' : <Digest sha256={version.grey_list_sha256} />}</dd>
      </dl>
    </section>
  )
}

function FileOf({ version }: { version: OriginVersion }) {
  return (
    <>
      <a class="file-name" href={href(['datasets', version.dataset_id])}>
        {version.filename ?? `Dataset ${version.dataset_id}`}
      </a>
      , its profile {version.profile_number}
      {version.raw_file_size === null ? '' : ` · ${byteSize(version.raw_file_size)}`}
      {version.parent_dataset_id === null ? null : (
        <>
          {' '}
          · <a href={href(['datasets', version.parent_dataset_id])}>in a zip</a>
          {version.member_path === null ? '' : `, as ${version.member_path}`}
        </>
      )}
    </>
  )
}

function Digest({ sha256 }: { sha256: string }) {
  return <Copyable text={sha256} label="digest" short={`${sha256.slice(0, 16)}…`} />
}

function Failed({ failed }: { failed: Origin['failed'] }) {
  return (
    <section class="card">
      <h2>Quality tests that failed</h2>
      {failed.length === 0 ? (
        <p class="muted">None.</p>
      ) : (
        <ul class="plain-list">
          {failed.map(({ test_bit, test, parameter, levels }) => (
            <li key={`${test_bit} ${parameter}`}>
              {parameter === null ? '' : `${parameter}: `}
              {test ?? `bit ${test_bit}`}
              {levels === null ? '' : `, at ${counted(levels, 'level')}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Others({ versions }: { versions: readonly OriginVersion[] }) {
  return (
    <section class="card">
      <h2>What other files say of it</h2>
      <div class="table-scroll">
        <table class="table compact stack">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Mode</th>
              <th scope="col" class="end">
                Levels
              </th>
              <th scope="col">Written</th>
              <th scope="col">Why it is not shown</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={`${version.dataset_id} ${version.profile_number}`}>
                <th scope="row" class="file-name">
                  <a href={href(['datasets', version.dataset_id])}>
                    {version.filename ?? `Dataset ${version.dataset_id}`}
                  </a>
                </th>
                <td title={modeNames[version.data_mode]}>{version.data_mode}</td>
                <td class="end" data-label="Levels">
                  {count(version.level_count)}
                </td>
                <td data-label="Written">
                  <Time at={version.written_at} />
                </td>
                <td>{version.why_not_shown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Looked for when it is asked for: it reads the topics. */
function Places({ id }: { id: number }) {
  const [asked, setAsked] = useState(false)
  const { data, problem, reload } = useResource(asked ? `places ${id}` : undefined, (signal) => readPlaces(id, signal))
  return (
    <section class="card">
      <h2>Records on the topics</h2>
      {asked ? null : (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          Look for them
        </button>
      )}
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {!asked ? null : data === undefined ? (
        problem === undefined ? (
          <p class="loading">Reading the topics…</p>
        ) : null
      ) : data.length === 0 ? (
        <p class="muted">The topics do not hold them any more.</p>
      ) : (
        <ul class="plain-list">
          {data.map(({ topic, partition, offset, record, at }) => (
            <li key={`${topic} ${partition} ${offset}`}>
              {record} on <code>{topic}</code>, partition {partition}, offset {offset} · <Time at={at} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
