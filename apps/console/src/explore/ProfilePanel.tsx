import { useSignal } from '@preact/signals'
import { useCallback } from 'preact/hooks'
import { announce } from '../app/announce.ts'
import { type Depth, draggedDepth } from '../plots/depthZoom.ts'
import { type Frame, isInside, toX, toY } from '../plots/Frame.ts'
import { type Hit, hitProfilePlot, pressureAtHit, valueAtHit } from '../plots/hitProfilePlot.ts'
import type { Palette } from '../plots/palette.ts'
import { drawProfilePlot, type ProfilePlot, profileFrame } from '../plots/profilePlot.ts'
import type { Surface } from '../plots/Surface.ts'
import { stepProfilePlot } from '../plots/stepProfilePlot.ts'
import { zoomByKey } from './DepthTools.tsx'
import type { Exploration } from './Exploration.ts'
import { HitTip, hitInWords } from './HitTip.tsx'
import { PlotCanvas } from './PlotCanvas.tsx'
import type { PlotPointer, Size } from './usePlotPointer.ts'

interface ProfilePanelProps {
  readonly plot: ProfilePlot
  /** From the surface to the deepest value. */
  readonly whole: Depth
  readonly exploration: Exploration
  readonly palette: Palette
}

const height = 460

export function ProfilePanel({ plot, whole, exploration, palette }: ProfilePanelProps) {
  const hit = useSignal<Hit | undefined>(undefined)
  const hovered = exploration.hovered.value
  const draw = useCallback(
    (surface: Surface, size: Size) => {
      drawProfilePlot(surface, plot, profileFrame(plot, size.width, size.height), palette)
    },
    [plot, palette],
  )
  const drawOver = useCallback(
    (surface: Surface, size: Size) => {
      const frame = profileFrame(plot, size.width, size.height)
      const profile = plot.profiles.find(({ profile }) => profile.profile_id === hovered)
      if (profile !== undefined) drawAlone(surface, { ...plot, profiles: [profile] }, frame, palette)
      if (hit.value !== undefined) drawRing(surface, frame, hit.value, palette)
    },
    [plot, palette, hovered, hit.value],
  )
  const onMove = (at: PlotPointer | undefined, size: Size): void => {
    const frame = profileFrame(plot, size.width, size.height)
    const found = at !== undefined && isInside(frame, at.x, at.y) ? hitProfilePlot(plot, frame, at.x, at.y) : undefined
    hit.value = found
    exploration.hovered.value = found?.profile.profile.profile_id
  }
  const onKey = (key: string): boolean => {
    const at = hit.value
    if (zoomByKey(exploration, whole, key, at && pressureAtHit(at))) return true
    if (key === 'Enter' && at !== undefined) {
      exploration.pick(at.profile.profile.profile_id, true)
      return true
    }
    const found = stepProfilePlot(plot, at, key)
    if (found === undefined) return false
    hit.value = found
    exploration.hovered.value = found.profile.profile.profile_id
    announce(hitInWords(found))
    return true
  }
  return (
    <PlotCanvas
      label={labelOf(plot)}
      height={height}
      draw={draw}
      drawOver={drawOver}
      onMove={onMove}
      onPick={(at, size) => {
        const found = hitProfilePlot(plot, profileFrame(plot, size.width, size.height), at.x, at.y)
        if (found !== undefined) exploration.pick(found.profile.profile.profile_id, at.also)
      }}
      onDrag={(from, to, size) => {
        const depth = draggedDepth(profileFrame(plot, size.width, size.height), from.y, to.y, whole)
        if (depth !== undefined) exploration.depth.value = depth
      }}
      onReset={() => (exploration.depth.value = undefined)}
      onKey={onKey}
    >
      {hit.value === undefined ? null : <HitTip hit={hit.value} />}
    </PlotCanvas>
  )
}

/** Around the value that is looked at; one off the scale is at its edge. */
function drawRing(surface: Surface, frame: Frame, hit: Hit, palette: Palette): void {
  const y = toY(frame, pressureAtHit(hit))
  if (y < frame.top || y > frame.top + frame.height) return
  const x = Math.max(frame.left, Math.min(frame.left + frame.width, toX(frame, valueAtHit(hit))))
  surface.marks([x], [y], 1, { shape: 'ring', size: 6, colour: palette.hover })
}

/** A profile that is pointed at, over all others. */
function drawAlone(surface: Surface, plot: ProfilePlot, frame: Frame, palette: Palette): void {
  const [profile] = plot.profiles
  if (profile === undefined) return
  surface.clip(frame.left, frame.top, frame.width, frame.height, () => {
    const colour = plot.picked.get(profile.profile.profile_id) ?? palette.hover
    const bare: ProfilePlot = { ...plot, picked: new Map([[profile.profile.profile_id, colour]]) }
    drawProfilePlot(surface, bare, frame, {
      ...palette,
      grid: 'transparent',
      frame: 'transparent',
      muted: 'transparent',
      ink: 'transparent',
    })
  })
}

/** For who cannot see the picture: what it shows. The numbers are in the tables below and in the CSV. */
function labelOf({ parameter, units, profiles, picked, pressure: [top, bottom] }: ProfilePlot): string {
  const unit = units === '' ? '' : ` in ${units}`
  const some = picked.size > 0 ? `, ${picked.size} of them picked` : ''
  return `${parameter}${unit} over pressure from ${Math.round(top)} to ${Math.round(bottom)} decibar, ${profiles.length} profiles${some}`
}
