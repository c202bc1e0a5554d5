import { useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import { announce } from '../app/announce.ts'
import { isInside, toX, toY } from '../plots/Frame.ts'
import { pressureSpan } from '../plots/pressureSpan.ts'
import type { Surface } from '../plots/Surface.ts'
import { sigma0 } from '../plots/seaWater.ts'
import { stepTsPlot } from '../plots/stepTsPlot.ts'
import { drawTsPlot, hitTsPlot, type TsHit, type TsPlot, tsFrame, tsProfile } from '../plots/tsPlot.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { exportPicture } from './exportPicture.ts'
import { exportRows } from './exportRows.ts'
import { format } from './HitTip.tsx'
import { profileLabel } from './LoadedProfile.ts'
import { PickedLegend } from './PickedLegend.tsx'
import { PlotCanvas } from './PlotCanvas.tsx'
import type { PlotProps } from './PlotProps.ts'
import { StretchAxes } from './StretchAxes.tsx'
import { pickedColours } from './seriesColours.ts'
import type { PlotPointer, Size } from './usePlotPointer.ts'

const height = 520

/** Temperature and salinity together: what water it is. */
export function TsDiagram({ exploration, palette, name }: PlotProps) {
  const spanFlagged = useSignal(false)
  const shown = exploration.shown.value
  const picked = exploration.picked.value
  const colours = useMemo(() => pickedColours(picked, palette), [picked, palette])
  const plot = useMemo((): TsPlot => {
    const profiles = shown.flatMap((profile) => tsProfile(profile) ?? [])
    return { profiles, picked: colours, spanFlagged: spanFlagged.value, deepest: pressureSpan(shown)[1] }
  }, [shown, colours, spanFlagged.value])
  if (plot.profiles.length === 0) {
    return exploration.reading.value !== undefined ? (
      <p class="loading">Reading values…</p>
    ) : (
      <EmptyState icon="data" title="None of these profiles has both temperature and salinity" />
    )
  }
  return (
    <>
      <div class="plot-tools">
        <StretchAxes asked={spanFlagged} />
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
      <TsCanvas plot={plot} exploration={exploration} palette={palette} />
    </>
  )
}

function TsCanvas({ plot, exploration, palette }: Pick<PlotProps, 'exploration' | 'palette'> & { plot: TsPlot }) {
  const hit = useSignal<TsHit | undefined>(undefined)
  const draw = useCallback(
    (surface: Surface, size: Size) => drawTsPlot(surface, plot, tsFrame(plot, size.width, size.height), palette),
    [plot, palette],
  )
  const drawOver = useCallback(
    (surface: Surface, size: Size) => {
      if (hit.value === undefined) return
      const frame = tsFrame(plot, size.width, size.height)
      const { salinity, potential } = waterOf(hit.value)
      const [x, y] = [toX(frame, salinity), toY(frame, potential)]
      if (isInside(frame, x, y)) surface.marks([x], [y], 1, { shape: 'ring', size: 6, colour: palette.hover })
    },
    [plot, hit.value, palette],
  )
  const show = (found: TsHit | undefined): void => {
    hit.value = found
    exploration.hovered.value = found === undefined ? undefined : idOf(found)
  }
  const hitAt = ({ x, y }: PlotPointer, { width, height }: Size) => {
    const frame = tsFrame(plot, width, height)
    return isInside(frame, x, y) ? hitTsPlot(plot, frame, x, y) : undefined
  }
  const onKey = (key: string): boolean => {
    if (key === 'Enter' && hit.value !== undefined) {
      exploration.pick(idOf(hit.value), true)
      return true
    }
    const found = stepTsPlot(plot, hit.value, key)
    if (found === undefined) return false
    show(found)
    announce(linesOf(found).join('; '))
    return true
  }
  return (
    <PlotCanvas
      label={`Potential temperature over salinity of ${plot.profiles.length} profiles, with lines of equal density`}
      height={height}
      draw={draw}
      drawOver={drawOver}
      onMove={(at, size) => show(at === undefined ? undefined : hitAt(at, size))}
      onPick={(at, size) => {
        const found = hitAt(at, size)
        if (found !== undefined) exploration.pick(idOf(found), at.also)
      }}
      onKey={onKey}
    >
      {hit.value === undefined ? null : (
        <div class="tip" role="presentation">
          {linesOf(hit.value).map((line, index) => (
            <div key={line}>{index === 0 ? <strong>{line}</strong> : line}</div>
          ))}
        </div>
      )}
    </PlotCanvas>
  )
}

const idOf = ({ of }: TsHit): number => of.profile.profile.profile_id

const waterOf = ({ of, index }: TsHit) => ({
  salinity: of.salinity[index] ?? Number.NaN,
  potential: of.potential[index] ?? Number.NaN,
})

function linesOf(hit: TsHit): string[] {
  const { salinity, potential } = waterOf(hit)
  return [
    `θ ${potential.toFixed(3)} °C, S ${salinity.toFixed(3)}`,
    `σ₀ ${sigma0(salinity, potential).toFixed(3)} kg/m³ at ${format(hit.of.pressure[hit.index])} dbar`,
    profileLabel(hit.of.profile.profile),
  ]
}
