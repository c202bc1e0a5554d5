import { useSignal } from '@preact/signals'
import { useCallback } from 'preact/hooks'
import { announce } from '../app/announce.ts'
import { type Depth, draggedDepth } from '../plots/depthZoom.ts'
import { isInside, toX, toY } from '../plots/Frame.ts'
import type { Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import {
  drawSectionPlot,
  hitSectionPlot,
  type SectionHit,
  type SectionPlot,
  sectionFrame,
} from '../plots/sectionPlot.ts'
import { stepSectionPlot } from '../plots/stepSectionPlot.ts'
import { Time } from '../ui/Time.tsx'
import { zoomByKey } from './DepthTools.tsx'
import type { Exploration } from './Exploration.ts'
import { format } from './HitTip.tsx'
import { profileLabel } from './LoadedProfile.ts'
import { PlotCanvas } from './PlotCanvas.tsx'
import type { PlotPointer, Size } from './usePlotPointer.ts'

const height = 440

interface SectionPictureProps {
  readonly plot: SectionPlot
  /** From the surface to the deepest value. */
  readonly whole: Depth
  readonly float: string | undefined
  readonly exploration: Exploration
  readonly palette: Palette
}

/** A section to look at: pointed at, dragged over, and gone through by the keys. */
export function SectionPicture({ plot, whole, float, exploration, palette }: SectionPictureProps) {
  const hit = useSignal<SectionHit | undefined>(undefined)
  const show = (found: SectionHit | undefined): void => {
    hit.value = found
    exploration.hovered.value = idOf(found)
  }
  const draw = useCallback(
    (surface: Surface, size: Size) =>
      drawSectionPlot(surface, plot, sectionFrame(plot, size.width, size.height), palette),
    [plot, palette],
  )
  const at = hit.value
  const drawOver = useCallback(
    (surface: Surface, size: Size) => {
      if (at === undefined) return
      const frame = sectionFrame(plot, size.width, size.height)
      const [x, y] = [toX(frame, at.column.time), toY(frame, at.pressure)]
      if (isInside(frame, x, y)) surface.marks([x], [y], 1, { shape: 'ring', size: 6, colour: palette.hover })
    },
    [plot, palette, at],
  )
  const under = (place: PlotPointer, size: Size): SectionHit | undefined => {
    const frame = sectionFrame(plot, size.width, size.height)
    return isInside(frame, place.x, place.y) ? hitSectionPlot(plot, frame, place.x, place.y) : undefined
  }
  const onKey = (key: string): boolean => {
    if (zoomByKey(exploration, whole, key, hit.value?.pressure)) return true
    const id = idOf(hit.value)
    if (key === 'Enter' && id !== undefined) {
      exploration.pick(id, true)
      return true
    }
    const found = stepSectionPlot(plot, hit.value, key)
    if (found === undefined) return false
    show(found)
    announce(`${valueText(plot, found)}; ${profileLabel(found.column.profile.profile)}`)
    return true
  }
  return (
    <PlotCanvas
      label={labelOf(plot, float)}
      height={height}
      draw={draw}
      drawOver={drawOver}
      onMove={(place, size) => show(place === undefined ? undefined : under(place, size))}
      onPick={(place, size) => {
        const id = idOf(under(place, size))
        if (id !== undefined) exploration.pick(id, place.also)
      }}
      onDrag={(from, to, size) => {
        const depth = draggedDepth(sectionFrame(plot, size.width, size.height), from.y, to.y, whole)
        if (depth !== undefined) exploration.depth.value = depth
      }}
      onReset={() => (exploration.depth.value = undefined)}
      onKey={onKey}
    >
      {at === undefined ? null : (
        <div class="tip" role="presentation">
          <strong>{valueText(plot, at)}</strong>
          <br />
          {profileLabel(at.column.profile.profile)}, <Time at={at.column.profile.profile.timestamp} show="date" />
        </div>
      )}
    </PlotCanvas>
  )
}

const idOf = (hit: SectionHit | undefined): number | undefined => hit?.column.profile.profile.profile_id

function valueText({ parameter, units }: SectionPlot, { value, pressure }: SectionHit): string {
  const said = Number.isNaN(value) ? `no ${parameter}` : `${parameter} ${format(value)} ${units}`
  return `${said} at ${Math.round(pressure)} dbar`
}

function labelOf({ parameter, columns, pressure: [top, bottom] }: SectionPlot, float: string | undefined): string {
  const depth = `pressure from ${Math.round(top)} to ${Math.round(bottom)} decibar`
  return `${parameter} of float ${float} over time and ${depth}, ${columns.length} profiles`
}
