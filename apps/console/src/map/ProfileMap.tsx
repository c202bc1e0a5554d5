import type { Signal } from '@preact/signals'
import { ExportButtons } from '../explore/ExportButtons.tsx'
import { profileLabel } from '../explore/LoadedProfile.ts'
import { PlotCanvas } from '../explore/PlotCanvas.tsx'
import type { Palette } from '../plots/palette.ts'
import { counted, latitude, longitude } from '../ui/formatNumber.ts'
import { Time } from '../ui/Time.tsx'
import type { PlacedProfile } from './drawMap.ts'
import { MapTools } from './MapTools.tsx'
import { type Colouring, colourings, type MapColours } from './mapColours.ts'
import { mapKeys } from './mapKeys.ts'
import { height, type MapSource, useMapPicture } from './useMapPicture.ts'

/** Where the floats were. Drag to turn the Earth; pick a position to see its profile. */
export function ProfileMap({
  exploration,
  palette,
  name,
  what = 'profile',
}: {
  exploration: MapSource
  palette: Palette
  name: string
  /** What a position is of. */
  what?: 'profile' | 'float'
}) {
  const map = useMapPicture(exploration, palette, name)
  const all = exploration.inView.value.length
  const { placed, kind, colouring, hit, move, zoom, reset } = map
  return (
    <>
      <div class="plot-tools">
        <MapTools
          kind={kind.value}
          onKind={(value) => {
            kind.value = value
            reset()
          }}
          onZoom={zoom}
          onReset={reset}
        />
        <ColourBy colouring={colouring} />
        <ExportButtons onExport={map.save} />
      </div>
      <section
        class="map-box"
        aria-label="Map: arrow keys turn it, plus and minus zoom"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys turn the map.
        tabIndex={0}
        onKeyDown={mapKeys(move, zoom)}
      >
        <PlotCanvas
          label={labelOf(placed, all, what)}
          height={height}
          draw={map.draw}
          drawOver={map.drawOver}
          onMove={map.onMove}
          onPan={move}
          onZoom={zoom}
          onReset={reset}
          onPick={map.onPick}
        >
          {hit.value === undefined ? null : <PlaceTip placed={hit.value} />}
        </PlotCanvas>
      </section>
      <Legend legend={map.legend} />
      <p class="muted small">{noteOf(placed.length, all, exploration.total.value, what)}</p>
    </>
  )
}

function ColourBy({ colouring }: { colouring: Signal<Colouring> }) {
  return (
    <label class="field-inline">
      Colour by
      <select
        class="input"
        value={colouring.value}
        onChange={({ currentTarget }) => (colouring.value = currentTarget.value as Colouring)}
      >
        {Object.entries(colourings).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

function Legend({ legend }: Pick<MapColours, 'legend'>) {
  if (legend.length < 2) return null
  return (
    <ul class="legend" aria-label="Colours of the map">
      {legend.map(({ colour, label }) => (
        <li key={label}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="5" fill={colour} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

function PlaceTip({ placed: { profile, place } }: { placed: PlacedProfile }) {
  return (
    <div class="tip" role="presentation">
      <strong>{profileLabel(profile)}</strong>
      <br />
      {latitude(place[1])}, {longitude(place[0])}
      {profile.position_qc === 8 ? ' (interpolated)' : ''}
      <br />
      <Time at={profile.timestamp} />
    </div>
  )
}

function labelOf(placed: readonly PlacedProfile[], all: number, what: 'profile' | 'float'): string {
  if (what === 'float')
    return `Map of ${placed.length} of ${counted(all, 'float')}; the list below it has the same floats`
  const floats = new Set(placed.map(({ profile }) => profile.platform_number)).size
  return `Map of ${placed.length} of ${counted(all, 'profile')} of ${counted(floats, 'float')}; the list beside it has the same profiles`
}

function noteOf(placed: number, all: number, total: number | undefined, what: 'profile' | 'float'): string {
  if (total === undefined) return 'Loading positions…'
  const lines = what === 'float' ? 'Pick a float to see it.' : 'Lines join the cycles of a float in time.'
  if (placed === all) return `Coastlines: Natural Earth. ${lines}`
  const without = all - placed
  return `${without} of ${counted(all, what)} ${without === 1 ? 'has' : 'have'} no usable position and ${without === 1 ? 'is' : 'are'} not on the map.`
}
