import { type Signal, useComputed, useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import { route } from '../app/route.ts'
import { depthWithin } from '../plots/depthZoom.ts'
import { pressureSpan } from '../plots/pressureSpan.ts'
import type { ProfilePlot, Side } from '../plots/profilePlot.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { chosenVariables, toggled } from './chosenVariables.ts'
import { DepthTools } from './DepthTools.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { changeQuery } from './explorerAddress.ts'
import { exportProfiles } from './exportProfiles.ts'
import { FlaggedTable } from './FlaggedTable.tsx'
import { PickedLegend } from './PickedLegend.tsx'
import type { PlotProps } from './PlotProps.ts'
import { ProfilePanel } from './ProfilePanel.tsx'
import { StretchAxes } from './StretchAxes.tsx'
import { floatColours, pickedColours } from './seriesColours.ts'
import { useColumns } from './useColumns.ts'
import { variablesOf } from './variablesOf.ts'

const sides: readonly { value: Side; label: string; title: string }[] = [
  { value: 'both', label: 'Adjusted and raw', title: 'Adjusted values solid, raw values dashed' },
  { value: 'best', label: 'Best', title: 'Adjusted values in the modes A and D, raw values in R' },
  { value: 'raw', label: 'Raw', title: 'Values as the float sent them' },
]

/** A panel for every variable, side by side over one pressure axis. */
export function ProfilePanels({ exploration, palette, name }: PlotProps) {
  const side = useSignal<Side>('both')
  const spanFlagged = useSignal(false)
  const shown = exploration.shown.value
  const floatNames = exploration.floats.value
  const picked = exploration.picked.value
  const grid = useRef<HTMLDivElement>(null)
  const columns = useColumns(grid, shown.length > 0)
  const whole = useMemo(() => pressureSpan(shown), [shown])
  const all = useMemo(() => variablesOf(shown), [shown])
  const asked = useSignal<ReadonlySet<string>>(new Set(route.peek().query.get('parameters')?.split(',') ?? []))
  const variables = useMemo(() => chosenVariables(all, asked.value), [all, asked.value])
  const ask = (parameter: string): void => {
    asked.value = toggled(all, asked.value, parameter)
    changeQuery({ parameters: [...asked.value].join(',') })
  }
  const hasAdjusted = useMemo(() => shown.some(({ profile }) => profile.data_mode !== 'R'), [shown])
  const colours = useMemo(() => pickedColours(picked, palette), [picked, palette])
  const floats = useMemo(() => floatColours(floatNames, palette), [floatNames, palette])
  const asZoomed = exploration.depth.value
  const pressure = useMemo(() => depthWithin(asZoomed, whole), [asZoomed, whole])
  const plots = useMemo(
    () =>
      variables.map(
        ({ parameter, units }, index): ProfilePlot => ({
          ...{ parameter, units, profiles: shown, picked: colours, floats, pressure },
          ...{ side: side.value, spanFlagged: spanFlagged.value, namesPressure: index % columns === 0 },
        }),
      ),
    [variables, columns, shown, colours, floats, side.value, spanFlagged.value, pressure],
  )
  const isReading = useComputed(() => exploration.reading.value !== undefined)
  if (variables.length === 0) {
    return isReading.value || exploration.total.value === undefined ? (
      <p class="loading">Reading values…</p>
    ) : (
      <EmptyState icon="data" title="These profiles hold no values besides pressure" />
    )
  }
  return (
    <>
      <div class="plot-tools">
        <Sides side={side} />
        <StretchAxes asked={spanFlagged} />
        <DepthTools exploration={exploration} whole={whole} />
        <VariableChooser all={all} chosen={variables} onToggle={ask} />
        <ExportButtons onExport={(kind) => exportProfiles(kind, plots, exploration, name)} />
      </div>
      <PickedLegend exploration={exploration} colours={colours} dashed={side.value === 'both' && hasAdjusted} />
      <div class="panels" ref={grid}>
        {plots.map((plot) => (
          <ProfilePanel key={plot.parameter} plot={plot} whole={whole} exploration={exploration} palette={palette} />
        ))}
      </div>
      <FlaggedTable profiles={shown} picked={picked} />
    </>
  )
}

function Sides({ side }: { side: Signal<Side> }) {
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">Which values</legend>
      {sides.map(({ value, label, title }) => (
        <label key={value} title={title}>
          <input type="radio" name="side" checked={side.value === value} onChange={() => (side.value = value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface VariableChooserProps {
  readonly all: readonly { readonly parameter: string }[]
  readonly chosen: readonly { readonly parameter: string }[]
  readonly onToggle: (parameter: string) => void
}

function VariableChooser({ all, chosen, onToggle }: VariableChooserProps) {
  if (all.length < 2) return null
  return (
    <details class="chooser">
      <summary>
        {chosen.length} of {all.length} variables
      </summary>
      <fieldset class="popover">
        <legend class="visually-hidden">Variables</legend>
        {all.map(({ parameter }) => (
          <label key={parameter} class="check">
            <input
              type="checkbox"
              checked={chosen.some((one) => one.parameter === parameter)}
              onChange={() => onToggle(parameter)}
            />{' '}
            {parameter}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
