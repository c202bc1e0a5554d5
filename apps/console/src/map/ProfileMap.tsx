import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import type { Profile } from '../api/generated/openApi.ts'
import { ExportButtons, type ExportKind } from '../explore/ExportButtons.tsx'
import { exportPicture } from '../explore/exportPicture.ts'
import { profileLabel } from '../explore/LoadedProfile.ts'
import { PlotCanvas, type PlotPointer, type Size } from '../explore/PlotCanvas.tsx'
import { saveFile } from '../explore/saveFile.ts'
import { floatColours, pickedColours } from '../explore/seriesColours.ts'
import { lightPalette, type Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import { counted, latitude, longitude } from '../ui/formatNumber.ts'
import { Time } from '../ui/Time.tsx'
import { csvOfPositions } from './csvOfPositions.ts'
import { drawInset, drawMap, hitMap, type MapPicture, type PlacedProfile, placedProfiles } from './drawMap.ts'
import { MapTools } from './MapTools.tsx'
import { type MapKind, type MapView, pan, projectionOf, reachOf, viewOf, zoomBy } from './MapView.ts'
import { type Colouring, colourings, mapColours } from './mapColours.ts'
import { mapKeys } from './mapKeys.ts'
import { useLand } from './useLand.ts'

const height = 400

/** What the map shows of an exploration. */
export interface MapSource {
  readonly inView: ReadonlySignal<readonly Profile[]>
  readonly floats: ReadonlySignal<readonly string[]>
  readonly total: ReadonlySignal<number | undefined>
  readonly picked: ReadonlySignal<ReadonlySet<number>>
  readonly hovered: Signal<number | undefined>
  pick(id: number, also: boolean): void
}

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
  const inView = exploration.inView.value
  const picked = exploration.picked.value
  const placed = useMemo(() => placedProfiles(inView), [inView])
  const places = useMemo(() => placed.map(({ place }) => place), [placed])
  const kind = useSignal<MapKind>('region')
  const colouring = useSignal<Colouring>('float')
  /** What the person turned it to; else what shows all places. */
  const turned = useSignal<MapView | undefined>(undefined)
  const best = useMemo(() => viewOf(kind.value, places), [kind.value, places])
  const view = turned.value?.kind === kind.value ? turned.value : best
  const reach = useMemo(() => reachOf(best.centre, places), [best, places])
  const close = (view.kind === 'region' ? reach : 60) / view.zoom < 35
  const coarseLand = useLand('coarse')
  const land = useLand(close ? 'fine' : 'coarse') ?? coarseLand
  const hit = useSignal<PlacedProfile | undefined>(undefined)
  const floats = exploration.floats.value
  const colours = useMemo(
    () => ({ floats: floatColours(floats, palette), picked: pickedColours(picked, palette) }),
    [floats, palette, picked],
  )

  const coloured = useMemo(
    () => mapColours(colouring.value, inView, colours.floats, palette),
    [colouring.value, inView, colours, palette],
  )

  const pictureOf = useCallback(
    ({ width, height }: Size): MapPicture => ({
      ...{ view, land, coarseLand, placed, floatColours: colours.floats, picked: colours.picked },
      colourOf: coloured.colourOf,
      projection: projectionOf(view, reach, width, height),
    }),
    [view, land, coarseLand, placed, colours, coloured, reach],
  )
  const draw = useCallback(
    (surface: Surface, size: Size) => {
      const picture = pictureOf(size)
      drawMap(surface, picture, palette)
      if (picture.view.kind === 'region') drawInset(surface, picture, size.height, palette)
    },
    [pictureOf, palette],
  )
  const hovered = exploration.hovered.value
  const drawOver = useCallback(
    (surface: Surface, size: Size) => {
      const placedThere = placed.find(({ profile }) => profile.profile_id === hovered)
      if (placedThere === undefined) return
      const at = pictureOf(size).projection([...placedThere.place])
      if (at !== null) surface.marks([at[0]], [at[1]], 1, { shape: 'ring', size: 9, colour: palette.hover })
    },
    [placed, hovered, pictureOf, palette],
  )
  const move = (dx: number, dy: number): void => {
    turned.value = pan(view, projectionOf(view, reach, 600, height), dx, dy)
  }
  const zoom = (factor: number): void => {
    turned.value = zoomBy(view, factor)
  }
  const onMove = (at: PlotPointer | undefined, size: Size): void => {
    hit.value = at === undefined ? undefined : hitMap(pictureOf(size), at.x, at.y)
    exploration.hovered.value = hit.value?.profile.profile_id
  }
  const save = async (as: ExportKind): Promise<void> => {
    if (as === 'csv') return saveFile(`${name} positions.csv`, new Blob([csvOfPositions(inView)], { type: 'text/csv' }))
    const light = { floats: floatColours(floats, lightPalette), picked: pickedColours(picked, lightPalette) }
    await exportPicture(as, `${name} positions`, 1000, 640, (surface, size) => {
      const { colourOf } = mapColours(colouring.peek(), inView, light.floats, lightPalette)
      const picture = { ...pictureOf(size), floatColours: light.floats, picked: light.picked, colourOf }
      surface.clip(0, 0, size.width, size.height, () => drawMap(surface, picture, lightPalette))
      if (picture.view.kind === 'region') drawInset(surface, picture, size.height, lightPalette)
    })
  }

  return (
    <>
      <div class="plot-tools">
        <MapTools
          kind={kind.value}
          onKind={(value) => {
            kind.value = value
            turned.value = undefined
          }}
          onZoom={zoom}
          onReset={() => (turned.value = undefined)}
        />
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
        <ExportButtons onExport={save} />
      </div>
      <section
        class="map-box"
        aria-label="Map: arrow keys turn it, plus and minus zoom"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys turn the map.
        tabIndex={0}
        onKeyDown={mapKeys(move, zoom)}
      >
        <PlotCanvas
          label={labelOf(placed, inView.length, what)}
          height={height}
          draw={draw}
          drawOver={drawOver}
          onMove={onMove}
          onPan={move}
          onZoom={zoom}
          onReset={() => (turned.value = undefined)}
          onPick={(at, size) => {
            const found = hitMap(pictureOf(size), at.x, at.y)
            if (found !== undefined) exploration.pick(found.profile.profile_id, at.also)
          }}
        >
          {hit.value === undefined ? null : <PlaceTip placed={hit.value} />}
        </PlotCanvas>
      </section>
      {coloured.legend.length < 2 ? null : (
        <ul class="legend" aria-label="Colours of the map">
          {coloured.legend.map(({ colour, label }) => (
            <li key={label}>
              <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                <circle cx="6" cy="6" r="5" fill={colour} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
      <p class="muted small">{noteOf(placed.length, inView.length, exploration.total.value, what)}</p>
    </>
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
