import { useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import { isInside } from '../plots/Frame.ts'
import { pressureSpan } from '../plots/pressureSpan.ts'
import type { Surface } from '../plots/Surface.ts'
import { sigma0 } from '../plots/seaWater.ts'
import { drawTsPlot, hitTsPlot, type TsPlot, tsFrame, tsProfile } from '../plots/tsPlot.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { exportPicture } from './exportPicture.ts'
import { exportRows } from './exportRows.ts'
import { format } from './HitTip.tsx'
import { profileLabel } from './LoadedProfile.ts'
import { PickedLegend } from './PickedLegend.tsx'
import { PlotCanvas, type PlotPointer, type Size } from './PlotCanvas.tsx'
import type { PlotProps } from './PlotProps.ts'
import { pickedColours } from './seriesColours.ts'

const height = 520

/** Temperature and salinity together: what water it is. */
export function TsDiagram({ exploration, palette, name }: PlotProps) {
  const spanFlagged = useSignal(false)
  const hit = useSignal<ReturnType<typeof hitTsPlot>>(undefined)
  const shown = exploration.shown.value
  const picked = exploration.picked.value
  const colours = useMemo(() => pickedColours(picked, palette), [picked, palette])
  const plot = useMemo((): TsPlot => {
    const profiles = shown.flatMap((profile) => tsProfile(profile) ?? [])
    return { profiles, picked: colours, spanFlagged: spanFlagged.value, deepest: pressureSpan(shown)[1] }
  }, [shown, colours, spanFlagged.value])
  const draw = useCallback(
    (surface: Surface, size: Size) => drawTsPlot(surface, plot, tsFrame(plot, size.width, size.height), palette),
    [plot, palette],
  )
  const drawOver = useCallback(
    (surface: Surface) => {
      if (hit.value !== undefined)
        surface.marks([hit.value.x], [hit.value.y], 1, { shape: 'ring', size: 6, colour: palette.hover })
    },
    [hit.value, palette],
  )
  if (plot.profiles.length === 0) {
    return exploration.reading.value !== undefined ? (
      <p class="loading">Reading values…</p>
    ) : (
      <EmptyState icon="data" title="None of these profiles has both temperature and salinity" />
    )
  }
  const onMove = (at: PlotPointer | undefined, size: Size): void => {
    const frame = tsFrame(plot, size.width, size.height)
    hit.value = at !== undefined && isInside(frame, at.x, at.y) ? hitTsPlot(plot, frame, at.x, at.y) : undefined
    exploration.hovered.value = hit.value?.profile.profile.profile_id
  }
  const at = hit.value
  return (
    <>
      <div class="plot-tools">
        <label class="check">
          <input
            type="checkbox"
            checked={spanFlagged.value}
            onChange={() => (spanFlagged.value = !spanFlagged.value)}
          />{' '}
          Stretch axes to flagged values
        </label>
        <ExportButtons
          onExport={(kind) =>
            kind === 'csv'
              ? exportRows(exploration, name)
              : exportPicture(kind, `${name} T-S`, 900, 640, (surface, size, light) =>
                  drawTsPlot(surface, plot, tsFrame(plot, size.width, size.height), light),
                )
          }
        />
      </div>
      <p class="muted small">
        Best values; the broken lines are potential density anomaly σ₀ (EOS-80), kg/m³. Without a pick the colour is the
        pressure.
      </p>
      <PickedLegend exploration={exploration} colours={colours} dashed={false} atEdge={false} />
      <PlotCanvas
        label={`Potential temperature over salinity of ${plot.profiles.length} profiles, with lines of equal density`}
        height={height}
        draw={draw}
        drawOver={drawOver}
        onMove={onMove}
        onPick={(place, size) => {
          const found = hitTsPlot(plot, tsFrame(plot, size.width, size.height), place.x, place.y)
          if (found !== undefined) exploration.pick(found.profile.profile.profile_id, place.also)
        }}
      >
        {at === undefined ? null : (
          <div class="tip" role="presentation">
            <strong>
              θ {at.potential.toFixed(3)} °C, S {at.salinity.toFixed(3)}
            </strong>
            <br />
            σ₀ {sigma0(at.salinity, at.potential).toFixed(3)} kg/m³ at {format(at.profile.bestPressure[at.level])} dbar
            <br />
            {profileLabel(at.profile.profile)}
          </div>
        )}
      </PlotCanvas>
    </>
  )
}
