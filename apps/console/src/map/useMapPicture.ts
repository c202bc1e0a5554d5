import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import type { Profile } from '../api/generated/openApi.ts'
import type { ExportKind } from '../explore/ExportButtons.tsx'
import { exportPicture } from '../explore/exportPicture.ts'
import { saveFile } from '../explore/saveFile.ts'
import { floatColours, pickedColours } from '../explore/seriesColours.ts'
import type { PlotPointer, Size } from '../explore/usePlotPointer.ts'
import { lightPalette, type Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import { csvOfPositions } from './csvOfPositions.ts'
import { drawInset, drawMap, hitMap, type MapPicture, type PlacedProfile, placedProfiles } from './drawMap.ts'
import { type MapKind, type MapView, pan, projectionOf, reachOf, viewOf, zoomBy } from './MapView.ts'
import { type Colouring, mapColours } from './mapColours.ts'
import { useLand } from './useLand.ts'

/** Of the map, in CSS pixels. */
export const height = 400

/** What the map shows of an exploration. */
export interface MapSource {
  readonly inView: ReadonlySignal<readonly Profile[]>
  readonly floats: ReadonlySignal<readonly string[]>
  readonly total: ReadonlySignal<number | undefined>
  readonly picked: ReadonlySignal<ReadonlySet<number>>
  readonly hovered: Signal<number | undefined>
  pick(id: number, also: boolean): void
}

/** How a map draws, and what the pointer, the keys and the tools do to it. */
export function useMapPicture(exploration: MapSource, palette: Palette, name: string) {
  const inView = exploration.inView.value
  const placed = useMemo(() => placedProfiles(inView), [inView])
  const colouring = useSignal<Colouring>('float')
  const hit = useSignal<PlacedProfile | undefined>(undefined)
  const { view, reach, kind, turned } = useMapView(placed)
  const { land, coarseLand } = useLandOf(view, reach)
  const { colours, coloured } = useMapColours(exploration, colouring.value, palette)

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
  return {
    ...{ placed, kind, colouring, hit, draw, drawOver, legend: coloured.legend },
    move: (dx: number, dy: number): void => {
      turned.value = pan(view, projectionOf(view, reach, 600, height), dx, dy)
    },
    zoom: (factor: number): void => {
      turned.value = zoomBy(view, factor)
    },
    reset: (): void => {
      turned.value = undefined
    },
    onMove: (at: PlotPointer | undefined, size: Size): void => {
      hit.value = at === undefined ? undefined : hitMap(pictureOf(size), at.x, at.y)
      exploration.hovered.value = hit.value?.profile.profile_id
    },
    onPick: (at: PlotPointer, size: Size): void => {
      const found = hitMap(pictureOf(size), at.x, at.y)
      if (found !== undefined) exploration.pick(found.profile.profile_id, at.also)
    },
    save: (as: ExportKind): Promise<void> => saveMap(as, exploration, colouring.peek(), pictureOf, name),
  }
}

/** How the Earth is turned: as the person turned it, else so that all places are seen. */
function useMapView(placed: readonly PlacedProfile[]) {
  const places = useMemo(() => placed.map(({ place }) => place), [placed])
  const kind = useSignal<MapKind>('region')
  const turned = useSignal<MapView | undefined>(undefined)
  const best = useMemo(() => viewOf(kind.value, places), [kind.value, places])
  const view = turned.value?.kind === kind.value ? turned.value : best
  const reach = useMemo(() => reachOf(best.centre, places), [best, places])
  return { view, reach, kind, turned }
}

/** Fine coastlines where the map is close enough to tell them, the coarse ones until they are there. */
function useLandOf(view: MapView, reach: number) {
  const close = (view.kind === 'region' ? reach : 60) / view.zoom < 35
  const coarseLand = useLand('coarse')
  const land = useLand(close ? 'fine' : 'coarse') ?? coarseLand
  return { land, coarseLand }
}

function useMapColours(exploration: MapSource, colouring: Colouring, palette: Palette) {
  const inView = exploration.inView.value
  const floats = exploration.floats.value
  const picked = exploration.picked.value
  const colours = useMemo(
    () => ({ floats: floatColours(floats, palette), picked: pickedColours(picked, palette) }),
    [floats, palette, picked],
  )
  const coloured = useMemo(
    () => mapColours(colouring, inView, colours.floats, palette),
    [colouring, inView, colours, palette],
  )
  return { colours, coloured }
}

/** Saves the positions as a table, or the map as a picture on white. */
async function saveMap(
  as: ExportKind,
  exploration: MapSource,
  colouring: Colouring,
  pictureOf: (size: Size) => MapPicture,
  name: string,
): Promise<void> {
  const inView = exploration.inView.peek()
  if (as === 'csv') return saveFile(`${name} positions.csv`, new Blob([csvOfPositions(inView)], { type: 'text/csv' }))
  const floats = floatColours(exploration.floats.peek(), lightPalette)
  const picked = pickedColours(exploration.picked.peek(), lightPalette)
  await exportPicture(as, `${name} positions`, 1000, 640, (surface, size) => {
    const { colourOf } = mapColours(colouring, inView, floats, lightPalette)
    const picture = { ...pictureOf(size), floatColours: floats, picked, colourOf }
    surface.clip(0, 0, size.width, size.height, () => drawMap(surface, picture, lightPalette))
    if (picture.view.kind === 'region') drawInset(surface, picture, size.height, lightPalette)
  })
}
