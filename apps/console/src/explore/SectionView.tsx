import { useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import { route } from '../app/route.ts'
import { colorMapFor } from '../plots/colorMap.ts'
import { isInside } from '../plots/Frame.ts'
import { pressureSpan } from '../plots/pressureSpan.ts'
import { sectionColumns } from '../plots/SectionColumns.ts'
import type { Surface } from '../plots/Surface.ts'
import { colourSpan, drawSectionPlot, hitSectionPlot, type SectionPlot, sectionFrame } from '../plots/sectionPlot.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Time } from '../ui/Time.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { changeQuery } from './explorerAddress.ts'
import { exportPicture } from './exportPicture.ts'
import { exportRows } from './exportRows.ts'
import { format } from './HitTip.tsx'
import { profileLabel } from './LoadedProfile.ts'
import { PlotCanvas, type PlotPointer, type Size } from './PlotCanvas.tsx'
import type { PlotProps } from './PlotProps.ts'
import { pickedColours } from './seriesColours.ts'
import { variablesOf } from './variablesOf.ts'

const height = 440
const depths = [50, 100, 200, 500, 1000]

/** One float's way through time: pressure down, time to the right, the value as a colour. */
export function SectionView({ exploration, palette, name }: PlotProps) {
  const asked = useSignal<string | undefined>(route.peek().query.get('variable') ?? undefined)
  /** Decibar; undefined for the whole depth. */
  const deepest = useSignal<number | undefined>(undefined)
  const askedFloat = useSignal<string | undefined>(undefined)
  const hit = useSignal<ReturnType<typeof hitSectionPlot>>(undefined)
  const shown = exploration.shown.value
  const picked = exploration.picked.value
  const float =
    exploration.float.value ?? askedFloat.value ?? busiestFloat(shown.map(({ profile }) => profile.platform_number))
  const ofFloat = useMemo(
    () => shown.filter(({ profile }) => profile.platform_number === float && profile.profile_index === 0),
    [shown, float],
  )
  const variables = useMemo(() => variablesOf(ofFloat), [ofFloat])
  const variable = variables.find(({ parameter }) => parameter === asked.value) ?? variables[0]
  const colours = useMemo(() => pickedColours(picked, palette), [picked, palette])
  const columns = useMemo(
    () => (variable === undefined ? [] : sectionColumns(ofFloat, variable.parameter)),
    [ofFloat, variable],
  )
  const whole = useMemo(() => pressureSpan(columns.map(({ profile }) => profile)), [columns])
  const plot = useMemo(
    (): SectionPlot => ({
      ...{ parameter: variable?.parameter ?? '', units: variable?.units ?? '', columns, picked: colours },
      colours: colorMapFor(variable?.parameter ?? ''),
      span: colourSpan(variable?.parameter ?? '', variable?.units ?? '', columns),
      pressure: [whole[0], Math.min(whole[1], deepest.value ?? whole[1])],
    }),
    [variable, columns, colours, whole, deepest.value],
  )
  const draw = useCallback(
    (surface: Surface, size: Size) =>
      drawSectionPlot(surface, plot, sectionFrame(plot, size.width, size.height), palette),
    [plot, palette],
  )
  if (columns.length === 0) {
    return exploration.reading.value !== undefined ? (
      <p class="loading">Reading values…</p>
    ) : (
      <EmptyState icon="data" title="There is nothing to draw over time">
        A section needs profiles of one float with a time and good values.
      </EmptyState>
    )
  }
  const onMove = (at: PlotPointer | undefined, size: Size): void => {
    const frame = sectionFrame(plot, size.width, size.height)
    hit.value = at !== undefined && isInside(frame, at.x, at.y) ? hitSectionPlot(plot, frame, at.x, at.y) : undefined
    exploration.hovered.value = hit.value?.profile.profile.profile_id
  }
  const at = hit.value
  return (
    <>
      <div class="plot-tools">
        <label class="field-inline">
          Variable
          <select
            class="input"
            value={variable?.parameter}
            onChange={({ currentTarget }) => {
              asked.value = currentTarget.value
              changeQuery({ variable: currentTarget.value })
            }}
          >
            {variables.map(({ parameter }) => (
              <option key={parameter}>{parameter}</option>
            ))}
          </select>
        </label>
        {exploration.floats.value.length > 1 ? (
          <label class="field-inline">
            Float
            <select
              class="input"
              value={float}
              disabled={exploration.float.value !== undefined}
              onChange={({ currentTarget }) => (askedFloat.value = currentTarget.value)}
            >
              {exploration.floats.value.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        ) : (
          <span class="muted">Float {float}</span>
        )}
        <label class="field-inline">
          Down to
          <select
            class="input"
            value={deepest.value ?? ''}
            onChange={({ currentTarget }) => (deepest.value = Number(currentTarget.value) || undefined)}
          >
            <option value="">the whole depth</option>
            {depths
              .filter((depth) => depth < whole[1])
              .map((depth) => (
                <option key={depth} value={depth}>
                  {depth} dbar
                </option>
              ))}
          </select>
        </label>
        <ExportButtons
          onExport={(kind) =>
            kind === 'csv'
              ? exportRows(exploration, name)
              : exportPicture(kind, `${name} ${float} ${plot.parameter}`, 1100, 560, (surface, size, light) =>
                  drawSectionPlot(surface, plot, sectionFrame(plot, size.width, size.height), light),
                )
          }
        />
      </div>
      <p class="muted small">
        Best values without flagged ones, {columns.length} profiles of primary sampling. Colours: cmocean {plot.colours}
        .{columns.length < 3 ? ' A section tells more with more cycles.' : ''}
      </p>
      <PlotCanvas
        label={`${plot.parameter} of float ${float} over time and pressure, ${columns.length} profiles`}
        height={height}
        draw={draw}
        onMove={onMove}
        onPick={(place, size) => {
          const found = hitSectionPlot(plot, sectionFrame(plot, size.width, size.height), place.x, place.y)
          if (found !== undefined) exploration.pick(found.profile.profile.profile_id, place.also)
        }}
      >
        {at === undefined ? null : (
          <div class="tip" role="presentation">
            <strong>
              {Number.isNaN(at.value) ? 'no value' : `${plot.parameter} ${format(at.value)} ${plot.units}`}
            </strong>
            <br />
            at {Math.round(at.pressure)} dbar
            <br />
            {profileLabel(at.profile.profile)}, <Time at={at.profile.profile.timestamp} show="date" />
          </div>
        )}
      </PlotCanvas>
    </>
  )
}

/** The float with most profiles. */
function busiestFloat(floats: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const float of floats) counts.set(float, (counts.get(float) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
