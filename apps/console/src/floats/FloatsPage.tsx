import { useMemo } from 'preact/hooks'
import { type FloatRow, listFloats } from '../api/floats.ts'
import { href, route } from '../app/route.ts'
import { LevelDownloads } from '../explore/LevelDownloads.tsx'
import { Awaited } from '../ui/Awaited.tsx'
import { DateField } from '../ui/DateField.tsx'
import { DaySpan } from '../ui/DaySpan.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count, counted } from '../ui/formatNumber.ts'
import { listAddress } from '../ui/listAddress.ts'
import { Pager } from '../ui/Pager.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { useResource } from '../ui/useResource.ts'
import { bboxOf, chosenFloats, valuesOf } from './chosenFloats.ts'
import { LazyFloatMap } from './LazyFloatMap.tsx'

const limit = 50
const modes = { R: 'real time', A: 'adjusted', D: 'delayed mode' } as const

/** All floats: where they are, and which of them have what. */
export function FloatsPage() {
  const { get, time, offset, change, page } = listAddress('floats')
  const { query } = route.value
  const bbox = bboxOf(get('box'))
  const { data, problem, reload } = useResource(`floats ${bbox} ${time}`, (signal) =>
    listFloats({ bbox, time }, signal),
  )
  const all = data ?? []
  const filter = {
    ...{ text: get('text'), parameter: get('parameter'), mode: get('mode') },
    ...{ program: get('program'), country: get('country') },
  }
  const found = useMemo(() => chosenFloats(all, filter), [data, JSON.stringify(filter)])
  const choose = (name: string, label: string, values: readonly (readonly [string, string])[]) => (
    <label class="field-inline">
      {label}
      <select class="input" value={get(name)} onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}>
        <option value="">any</option>
        {values.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <div class="page-head">
        <h1>Floats</h1>
        <p class="muted">Every float of which anything is held, with its latest position.</p>
      </div>
      <div class="toolbar">
        <SearchField label="WMO number contains" value={filter.text} onChange={(text) => change({ text })} />
        {choose('parameter', 'Parameter', valuesOf(all.flatMap(({ parameters }) => parameters ?? [])))}
        {choose('mode', 'Has cycles in', Object.entries(modes))}
        {choose('program', 'Programme', valuesOf(all.map(({ program }) => program)))}
        {choose('country', 'Country of its data centre', valuesOf(all.map(({ country }) => country)))}
        <DateField label="Measured from" value={get('from')} onChange={(from) => change({ from })} />
        <DateField label="to" value={get('to')} onChange={(to) => change({ to })} />
        <BoxField value={get('box')} onChange={(box) => change({ box })} />
        {query.size > 0 ? <a href={href(['floats'])}>Clear all filters</a> : null}
      </div>
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : found.length === 0 ? (
        <EmptyState icon="search" title={query.size === 0 ? 'No floats yet' : 'No float matches'}>
          {query.size === 0 ? (
            <a href={href(['upload'])}>Upload an Argo file</a>
          ) : (
            <a href={href(['floats'])}>Show all floats</a>
          )}
        </EmptyState>
      ) : (
        <>
          <section class="card" aria-labelledby="map-title">
            <h2 id="map-title">Latest positions of {counted(found.length, 'float')}</h2>
            <LazyFloatMap floats={found} />
            <LevelDownloads choice={levelsOf(found, bbox, time)} name={`${found.length} floats`} />
          </section>
          <FloatTable floats={found.slice(offset, offset + limit)} />
          <Pager what="floats" total={found.length} limit={limit} offset={offset} to={page} />
        </>
      )}
    </>
  )
}

/** Their levels within the box and the days; undefined where they are more floats than one question takes. */
function levelsOf(floats: readonly FloatRow[], bbox: string | undefined, time: string | undefined) {
  if (floats.length > 100) return undefined
  return { platform: floats.map(({ platform_number }) => platform_number).join(','), bbox, time }
}

interface FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function BoxField({ value, onChange }: FieldProps) {
  const wrong = value !== '' && bboxOf(value) === undefined
  return (
    <label class="field-inline" title="Degrees; with west beyond east it crosses the antimeridian">
      Box: west, south, east, north
      <input
        class="input"
        size={20}
        placeholder="-30,10,-10,40"
        aria-invalid={wrong}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  )
}

function FloatTable({ floats }: { floats: readonly FloatRow[] }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <caption class="visually-hidden">Floats by number</caption>
        <thead>
          <tr>
            <th scope="col">Float</th>
            <th scope="col">Type</th>
            <th scope="col" class="end">
              Cycles
            </th>
            <th scope="col">Period</th>
            <th scope="col">Parameters</th>
            <th scope="col" class="end">
              Delayed mode
            </th>
            <th scope="col">Programme</th>
          </tr>
        </thead>
        <tbody>
          {floats.map((float) => (
            <tr key={float.platform_number}>
              <th scope="row">
                <a href={href(['floats', float.platform_number])}>{float.platform_number}</a>
              </th>
              <td>{[float.float_type, float.platform_type].filter(Boolean).join(' · ')}</td>
              <td class="end" data-label="Cycles">
                {count(float.cycle_count)}
              </td>
              <td class="nowrap">
                <DaySpan from={float.first_timestamp} to={float.last_timestamp} />
              </td>
              <td>
                <span class="codes">
                  {float.parameters?.map((name) => (
                    <code key={name}>{name}</code>
                  ))}
                </span>
              </td>
              <td class="end" data-label="Delayed mode">
                {float.delayed_share === null ? '–' : `${Math.round(100 * float.delayed_share)} %`}
              </td>
              <td class="break">{float.program}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
