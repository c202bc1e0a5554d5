import { describeFloat, type FloatRow, listFloatVersions, readFloat } from '../api/floats.ts'
import type { FloatDescription } from '../api/generated/openApi.ts'
import { href, listLeft } from '../app/route.ts'
import { LazyExplorer } from '../datasets/LazyExplorer.tsx'
import { testName } from '../quality/qualityTests.ts'
import { AwaitedPage } from '../ui/AwaitedPage.tsx'
import { DaySpan } from '../ui/DaySpan.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, counted, latitude, longitude } from '../ui/formatNumber.ts'
import { levelNumbers } from '../ui/levelNumbers.ts'
import { Numbers } from '../ui/Numbers.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { FloatCycles } from './FloatCycles.tsx'
import { Metadata } from './Metadata.tsx'

/** One float: its track, all its cycles with their versions and files, what its meta-data file says, its flags. */
export function FloatPage({ id }: { id: string }) {
  const float = useResource(`float ${id}`, (signal) => readFloat(id, signal))
  const about = useResource(`description ${id}`, (signal) => describeFloat(id, signal))
  const versions = useResource(`versions ${id}`, (signal) => listFloatVersions(id, signal))
  if (float.data === undefined) {
    return (
      <AwaitedPage resource={float} title={`Float ${id}`} list={{ href: href(['floats']), name: 'All floats' }}>
        Loading the float…
      </AwaitedPage>
    )
  }
  return (
    <>
      <FloatHead float={float.data} about={about.data} />
      <LazyExplorer of={{ platform: id }} name={`Float ${id}`} profileCount={undefined}>
        <EmptyState icon="data" title="No profile of this float is in the database">
          What is held describes it.
        </EmptyState>
      </LazyExplorer>
      {versions.data === undefined ? (
        versions.problem === undefined ? (
          <p class="loading">Loading its cycles…</p>
        ) : (
          <ProblemNotice problem={versions.problem} retry={versions.reload} />
        )
      ) : (
        <FloatCycles versions={versions.data} />
      )}
      {about.problem === undefined ? null : <ProblemNotice problem={about.problem} retry={about.reload} />}
      {about.data === undefined ? null : (
        <>
          <FlagsByTest about={about.data} />
          <Metadata float={float.data} about={about.data} />
        </>
      )}
    </>
  )
}

function FloatHead({ float, about }: { float: FloatRow; about: FloatDescription | undefined }) {
  const percent = (value: number | null): string => (value === null ? '0 %' : `${Math.round(100 * value)} %`)
  return (
    <>
      <div class="page-head">
        <p class="crumb">
          <a href={listLeft('floats')}>Floats</a>
        </p>
        <h1>Float {float.platform_number}</h1>
        <p class="muted break">
          {[float.float_type, float.platform_type, float.program, float.country].filter(Boolean).join(' · ')}
        </p>
      </div>
      <Numbers
        items={[
          { label: float.cycle_count === 1 ? 'cycle' : 'cycles', value: float.cycle_count },
          {
            label: 'delayed mode',
            value: percent(float.delayed_share),
            note: `${percent(float.adjusted_share)} adjusted, ${percent(float.real_time_share)} real time`,
          },
          ...(about === undefined
            ? []
            : levelNumbers(about.level_count, about.outlier_count, about.out_of_bounds_count)),
        ]}
      />
      <dl class="facts inline">
        <dt>Period</dt>
        <dd>
          <DaySpan from={float.first_timestamp} to={float.last_timestamp} />
        </dd>
        <dt>Latest position</dt>
        <dd>
          {float.latitude === null || float.longitude === null ? (
            'unknown'
          ) : (
            <>
              {latitude(float.latitude)}, {longitude(float.longitude)},{' '}
              <Time at={float.latest_position_timestamp} show="date" />
            </>
          )}
        </dd>
        <dt>Parameters</dt>
        <dd class="codes">
          {float.parameters?.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </dd>
      </dl>
    </>
  )
}

function FlagsByTest({ about }: { about: FloatDescription }) {
  return (
    <section class="card">
      <h2>Flags by test</h2>
      {about.tests.length === 0 ? (
        <p class="muted">No level failed a test.</p>
      ) : (
        <ul class="plain-list">
          {about.tests.map(({ test_bit, levels }) => (
            <li key={test_bit}>
              {testName(test_bit)}: {counted(levels, 'level')}
              {test_bit === 0 && about.out_of_bounds_count > 0
                ? `, of which ${count(about.out_of_bounds_count)} failed nothing else`
                : ''}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
