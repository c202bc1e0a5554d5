import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { route } from '../app/route.ts'
import { colorMapFor } from '../plots/colorMap.ts'
import { depthWithin } from '../plots/depthZoom.ts'
import type { Palette } from '../plots/palette.ts'
import { pressureSpan } from '../plots/pressureSpan.ts'
import { sectionColumns } from '../plots/SectionColumns.ts'
import { colourSpan, drawSectionPlot, type SectionPlot, sectionFrame } from '../plots/sectionPlot.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { counted } from '../ui/formatNumber.ts'
import { DepthTools } from './DepthTools.tsx'
import type { Exploration } from './Exploration.ts'
import { ExportButtons, type ExportKind } from './ExportButtons.tsx'
import { changeQuery } from './explorerAddress.ts'
import { exportPicture } from './exportPicture.ts'
import { exportRows } from './exportRows.ts'
import type { PlotProps } from './PlotProps.ts'
import { SectionPicture } from './SectionPicture.tsx'
import { pickedColours } from './seriesColours.ts'
import { variablesOf } from './variablesOf.ts'

/** One float's way through time: pressure down, time to the right, the value as a colour. */
export function SectionView({ exploration, palette, name }: PlotProps) {
  const asked = useSignal<string | undefined>(route.peek().query.get('variable') ?? undefined)
  const askedFloat = useSignal<string | undefined>(undefined)
  const { float, variables, variable, plot, whole } = useSection(exploration, palette, asked.value, askedFloat.value)
  const { columns } = plot
  if (columns.length === 0) {
    return exploration.reading.value !== undefined ? (
      <p class="loading">Reading values…</p>
    ) : (
      <EmptyState icon="data" title="There is nothing to draw over time">
        A section needs profiles of one float with a time and good values.
      </EmptyState>
    )
  }
  const save = (kind: ExportKind): Promise<void> =>
    kind === 'csv'
      ? exportRows(exploration, name)
      : exportPicture(kind, `${name} ${float} ${plot.parameter}`, 1100, 560, (surface, size, light) =>
          drawSectionPlot(surface, plot, sectionFrame(plot, size.width, size.height), light),
        )
  return (
    <>
      <div class="plot-tools">
        <Choice
          label="Variable"
          value={variable?.parameter}
          all={variables.map(({ parameter }) => parameter)}
          onChoice={(parameter) => {
            asked.value = parameter
            changeQuery({ variable: parameter })
          }}
        />
        {exploration.floats.value.length > 1 ? (
          <Choice
            label="Float"
            value={float}
            all={exploration.floats.value}
            disabled={exploration.float.value !== undefined}
            onChoice={(one) => (askedFloat.value = one)}
          />
        ) : (
          <span class="muted">Float {float}</span>
        )}
        <DepthTools exploration={exploration} whole={whole} />
        <ExportButtons onExport={save} />
      </div>
      <p class="muted small">
        Best values without flagged ones, {counted(columns.length, 'profile')} of primary sampling. Colours: cmocean{' '}
        {plot.colours}.{columns.length < 3 ? ' A section tells more with more cycles.' : ''}
      </p>
      <SectionPicture plot={plot} whole={whole} float={float} exploration={exploration} palette={palette} />
    </>
  )
}

/** The section of the float and variable that were asked for, else of the float with most profiles and its first one. */
function useSection(
  exploration: Exploration,
  palette: Palette,
  asked: string | undefined,
  askedFloat: string | undefined,
) {
  const shown = exploration.shown.value
  const picked = exploration.picked.value
  const float =
    exploration.float.value ?? askedFloat ?? busiestFloat(shown.map(({ profile }) => profile.platform_number))
  const ofFloat = useMemo(
    () => shown.filter(({ profile }) => profile.platform_number === float && profile.profile_index === 0),
    [shown, float],
  )
  const variables = useMemo(() => variablesOf(ofFloat), [ofFloat])
  const variable = variables.find(({ parameter }) => parameter === asked) ?? variables[0]
  const colours = useMemo(() => pickedColours(picked, palette), [picked, palette])
  const columns = useMemo(
    () => (variable === undefined ? [] : sectionColumns(ofFloat, variable.parameter)),
    [ofFloat, variable],
  )
  const whole = useMemo(() => pressureSpan(columns.map(({ profile }) => profile)), [columns])
  const depth = exploration.depth.value
  const plot = useMemo(
    (): SectionPlot => ({
      ...{ parameter: variable?.parameter ?? '', units: variable?.units ?? '', columns, picked: colours },
      colours: colorMapFor(variable?.parameter ?? ''),
      span: colourSpan(variable?.parameter ?? '', variable?.units ?? '', columns),
      pressure: depthWithin(depth, whole),
    }),
    [variable, columns, colours, whole, depth],
  )
  return { float, variables, variable, plot, whole }
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly all: readonly string[]
  readonly disabled?: boolean
  readonly onChoice: (value: string) => void
}

function Choice({ label, value, all, disabled = false, onChoice }: ChoiceProps) {
  return (
    <label class="field-inline">
      {label}
      <select
        class="input"
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => onChoice(currentTarget.value)}
      >
        {all.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  )
}

/** The float with most profiles. */
function busiestFloat(floats: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const float of floats) counts.set(float, (counts.get(float) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
