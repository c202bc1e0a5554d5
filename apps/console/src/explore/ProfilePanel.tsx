import { useSignal } from '@preact/signals'
import { useCallback } from 'preact/hooks'
import { announce } from '../app/announce.ts'
import { type Frame, isInside } from '../plots/Frame.ts'
import { type Hit, hitProfilePlot } from '../plots/hitProfilePlot.ts'
import type { Palette } from '../plots/palette.ts'
import { drawProfilePlot, type ProfilePlot, profileFrame } from '../plots/profilePlot.ts'
import type { Surface } from '../plots/Surface.ts'
import { stepProfilePlot } from '../plots/stepProfilePlot.ts'
import type { Exploration } from './Exploration.ts'
import { HitTip, hitInWords } from './HitTip.tsx'
import { PlotCanvas, type PlotPointer, type Size } from './PlotCanvas.tsx'

interface ProfilePanelProps {
  readonly plot: ProfilePlot
  readonly exploration: Exploration
  readonly palette: Palette
  readonly onZoom: (frame: Frame, from: number, to: number) => void
  readonly onReset: () => void
}

const height = 460

export function ProfilePanel({ plot, exploration, palette, onZoom, onReset }: ProfilePanelProps) {
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
      const profile = plot.profiles.find(({ profile }) => profile.profile_id === hovered)
      if (profile !== undefined)
        drawAlone(surface, { ...plot, profiles: [profile] }, profileFrame(plot, size.width, size.height), palette)
      const at = hit.value
      if (at !== undefined) surface.marks([at.x], [at.y], 1, { shape: 'ring', size: 6, colour: palette.hover })
    },
    [plot, palette, hovered, hit.value],
  )
  const onMove = (at: PlotPointer | undefined, size: Size): void => {
    const frame = profileFrame(plot, size.width, size.height)
    const found = at !== undefined && isInside(frame, at.x, at.y) ? hitProfilePlot(plot, frame, at.x, at.y) : undefined
    hit.value = found
    exploration.hovered.value = found?.profile.profile.profile_id
  }
  const onKey = (key: string, size: Size): boolean => {
    const at = hit.value
    if (key === 'Enter' && at !== undefined) {
      exploration.pick(at.profile.profile.profile_id, true)
      return true
    }
    const found = stepProfilePlot(plot, profileFrame(plot, size.width, size.height), at, key)
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
      onDrag={(from, to, size) => onZoom(profileFrame(plot, size.width, size.height), from.y, to.y)}
      onReset={onReset}
      onKey={onKey}
    >
      {hit.value === undefined ? null : <HitTip hit={hit.value} />}
    </PlotCanvas>
  )
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
