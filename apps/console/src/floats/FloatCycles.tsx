import { useMemo, useRef, useState } from 'preact/hooks'
import type { FloatVersion } from '../api/generated/openApi.ts'
import { href } from '../app/route.ts'
import { count, counted } from '../ui/formatNumber.ts'
import { modeNames } from '../ui/modeNames.ts'
import { Time } from '../ui/Time.tsx'
import { roving, useRoving } from '../ui/useRoving.ts'
import { type CycleProfile, cyclesOf, gapsOf } from './cyclesOf.ts'

const atFirst = 50

/** The cycles of a float with every version that is held, and which cycles are missing. */
export function FloatCycles({ versions }: { versions: readonly FloatVersion[] }) {
  const [shown, setShown] = useState(atFirst)
  const place = useRef<HTMLElement>(null)
  const keys = useRoving(place)
  const profiles = useMemo(() => cyclesOf(versions), [versions])
  const gaps = useMemo(() => gapsOf(versions.map(({ cycle_number }) => cycle_number)), [versions])
  if (versions.length === 0) return null
  const missing = gaps.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  return (
    <section class="card">
      <h2>Cycles, versions and files</h2>
      <p class="muted">
        {counted(profiles.length, 'profile')} in {counted(versions.length, 'version')}. Of each the best version is
        shown; the others wait behind it.{' '}
        {missing === 0
          ? 'No cycle between the first and the last is missing.'
          : `${counted(missing, 'cycle')} missing: ${gaps.map(rangeOf).join(', ')}.`}
      </p>
      <section class="profile-list" aria-label="List of cycles" ref={place} {...keys}>
        <table class="table compact">
          <thead>
            <tr>
              <th scope="col">Cycle</th>
              <th scope="col">Mode</th>
              <th scope="col">Updated</th>
              <th scope="col" class="end">
                Levels
              </th>
              <th scope="col">File</th>
              <th scope="col">Sent</th>
            </tr>
          </thead>
          <tbody>
            {profiles
              .slice(0, shown)
              .flatMap((profile) =>
                profile.versions.map((version, index) => (
                  <VersionRow
                    key={`${profile.key} ${version.dataset_id} ${index}`}
                    label={labelOf(profile)}
                    version={version}
                    isFirst={index === 0}
                  />
                )),
              )}
          </tbody>
        </table>
        {shown < profiles.length ? (
          <button type="button" class="button small" onClick={() => setShown(shown + 500)}>
            Show more of {count(profiles.length)}
          </button>
        ) : null}
      </section>
    </section>
  )
}

interface VersionRowProps {
  /** Of its profile. */
  readonly label: string
  readonly version: FloatVersion
  readonly isFirst: boolean
}

function VersionRow({ label, version, isFirst }: VersionRowProps) {
  return (
    <tr class={version.shown ? '' : 'muted'}>
      <th scope="row" class="nowrap">
        {isFirst ? label : <span class="visually-hidden">{label}</span>}
      </th>
      <td>{modeNames[version.data_mode]}</td>
      <td>
        <Time at={version.date_update} show="date" />
      </td>
      <td class="end">{count(version.level_count)}</td>
      <td class="file-name">
        <a {...roving} href={href(['datasets', version.dataset_id])}>
          {version.filename ?? `dataset ${version.dataset_id}`}
        </a>
        {version.shown ? '' : version.is_active ? ' (behind another)' : ' (withdrawn)'}
      </td>
      <td>
        <Time at={version.ingestion_date} show="date" />
      </td>
    </tr>
  )
}

function labelOf({ cycle, direction, kind, index }: CycleProfile): string {
  return `${cycle}${direction === 'D' ? ' down' : ''}${kind === 'core' ? '' : ` ${kind}`}${index === 0 ? '' : ` sub-profile ${index}`}`
}

const rangeOf = ([from, to]: [number, number]): string => (from === to ? `${from}` : `${from}–${to}`)
