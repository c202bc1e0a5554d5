import type { FloatRow } from '../api/floats.ts'
import type { FloatDescription } from '../api/generated/openApi.ts'
import { latitude, longitude } from '../ui/formatNumber.ts'
import { Time } from '../ui/Time.tsx'

/** What the meta-data file of a float says: deployment first, then everything by its Argo name. */
export function Metadata({ float, about }: { float: FloatRow; about: FloatDescription }) {
  const entries = Object.entries(about.metadata ?? {}).filter(([, value]) => textOf(value) !== '')
  return (
    <section class="card">
      <h2>What is known of the float</h2>
      <p class="muted">
        {about.described_by === 'meta'
          ? 'From its newest _meta.nc'
          : 'No _meta.nc of it is held: this is what its profiles say'}
        {about.described_date_update === null ? '' : ', updated '}
        {about.described_date_update === null ? null : <Time at={about.described_date_update} show="date" />}.
      </p>
      <dl class="facts">
        <dt>Deployed</dt>
        <dd>
          <Time at={float.deployment_date} show="date" />
          {float.deployment_lat === null || float.deployment_lon === null
            ? ''
            : `, ${latitude(float.deployment_lat)}, ${longitude(float.deployment_lon)}`}
        </dd>
        {float.sensors === null || float.sensors.length === 0 ? null : (
          <>
            <dt>Sensors</dt>
            <dd class="codes">
              {float.sensors.map((name, index) => (
                <code key={`${name} ${index}`}>{name}</code>
              ))}
            </dd>
          </>
        )}
      </dl>
      {entries.length === 0 ? null : (
        <details>
          <summary>All {entries.length} entries of the file</summary>
          <dl class="facts">
            {entries.map(([name, value]) => (
              <Entry key={name} name={name} text={textOf(value)} />
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

function Entry({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd class="break">{text}</dd>
    </>
  )
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${textOf(one)}`)
      .join('; ')
  }
  return String(value)
}
