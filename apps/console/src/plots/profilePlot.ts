import type { LoadedProfile, LoadedVariable, Values } from '../explore/LoadedProfile.ts'
import { Extent } from './Extent.ts'
import { drawAxes, type Frame, toX, toY } from './Frame.ts'
import type { Palette } from './palette.ts'
import type { Surface } from './Surface.ts'
import { numberTicks } from './ticks.ts'

/** Which of a profile's values are drawn. */
export type Side = 'best' | 'raw' | 'both'

export interface ProfilePlot {
  readonly parameter: string
  readonly units: string
  readonly profiles: readonly LoadedProfile[]
  /** Colours of the picked profiles by id; the others are drawn faintly behind them. */
  readonly picked: ReadonlyMap<number, string>
  /** Colours of the floats, for as long as nothing is picked. */
  readonly floats: ReadonlyMap<string, string>
  readonly side: Side
  /** Whether flagged values stretch the axis; else those outside are marked at its edge. */
  readonly spanFlagged: boolean
  /** Decibar, from top to bottom. */
  readonly pressure: readonly [number, number]
  /** Whether the pressure axis is named: the first of panels side by side has it. */
  readonly namesPressure: boolean
}

const { NaN: missing } = Number

/** Where in a picture of this size the plot stands, and what its axes span. */
export function profileFrame(plot: ProfilePlot, width: number, height: number): Frame {
  const left = plot.namesPressure ? 58 : 14
  return {
    left,
    top: 44,
    width: Math.max(20, width - left - 10),
    height: Math.max(20, height - 54),
    x: valueSpan(plot),
    y: plot.pressure,
  }
}

/** A good value is one that no test failed and that the file does not call bad. */
export const isBad = (failed: Int32Array | undefined, qc: string, level: number): boolean =>
  (failed?.[level] ?? 0) !== 0 || qc[level] === '4'

const spans = new WeakMap<ProfilePlot, [number, number]>()

/** Asked for at every move of the pointer, and the same for as long as the plot is. */
function valueSpan(plot: ProfilePlot): [number, number] {
  const span = spans.get(plot) ?? computeSpan(plot)
  spans.set(plot, span)
  return span
}

/**
 * What the value axis spans: the least doubtful values that there are, and those that are only probably bad (flag 3:
 * all raw oxygen is) as far as they lie near. Bad and flagged ones stretch it where that is asked for, or where there
 * are no others.
 */
function computeSpan(plot: ProfilePlot): [number, number] {
  const byDoubt = [new Extent(), new Extent(), new Extent()]
  eachValue(plot, (value, doubt) => {
    byDoubt[plot.spanFlagged ? 0 : doubt]?.add(value)
  })
  const good = byDoubt[0]
  const span = good?.span
  if (good === undefined || span === undefined) {
    return byDoubt.find((extent) => extent.span !== undefined)?.padded() ?? [0, 1]
  }
  const room = (span[1] - span[0]) / 2
  eachValue(plot, (value, doubt) => {
    if (doubt === 1 && value > span[0] - room && value < span[1] + room) good.add(value)
  })
  return good.padded() ?? [0, 1]
}

/** The drawn values within the pressure axis: doubt is 0 for good, 1 for flag 3, 2 for bad or flagged ones. */
function eachValue(plot: ProfilePlot, tell: (value: number, doubt: 0 | 1 | 2) => void): void {
  const [top, bottom] = plot.pressure
  for (const profile of plot.profiles) {
    const variable = profile.variables.get(plot.parameter)
    if (variable === undefined) continue
    for (const { values, qc, pressure } of sidesOf(profile, variable, plot.side)) {
      for (let level = 0; level < values.length; level += 1) {
        const value = values[level] as number
        const depth = pressure[level] as number
        if (Number.isNaN(value) || !(depth >= top && depth <= bottom)) continue
        tell(value, isBad(variable.failed, qc, level) ? 2 : qc[level] === '3' ? 1 : 0)
      }
    }
  }
}

export interface DrawnSide {
  readonly values: Values
  readonly pressure: Values
  readonly qc: string
  readonly isBest: boolean
}

/** The sides of a variable that are drawn. Where raw is the best side there is one only. */
export function sidesOf(profile: LoadedProfile, variable: LoadedVariable, side: Side): DrawnSide[] {
  const sides: DrawnSide[] = []
  const rawIsBest = variable.mode === 'R'
  if (variable.raw !== undefined && (side !== 'best' || rawIsBest)) {
    const pressure = rawIsBest ? profile.bestPressure : profile.rawPressure
    sides.push({ values: variable.raw, pressure, qc: variable.qc, isBest: rawIsBest })
  }
  if (!rawIsBest && side !== 'raw' && variable.best !== undefined) {
    sides.push({ values: variable.best, pressure: profile.bestPressure, qc: variable.bestQc, isBest: true })
  }
  return sides
}

/** Profiles of one parameter over each other, pressure downwards. */
export function drawProfilePlot(surface: Surface, plot: ProfilePlot, frame: Frame, palette: Palette): void {
  const { parameter, units, picked } = plot
  drawAxes(
    surface,
    frame,
    {
      xTicks: numberTicks(frame.x, Math.max(2, Math.round(frame.width / 60))),
      yTicks: numberTicks([frame.y[0], frame.y[1]], 8),
      xLabel: units === '' ? parameter : `${parameter} (${units})`,
      ...(plot.namesPressure ? { yLabel: 'Pressure (dbar)' } : {}),
      xAt: 'top',
    },
    palette,
  )
  const behind = plot.profiles.filter(({ profile }) => !picked.has(profile.profile_id))
  const front = plot.profiles.filter(({ profile }) => picked.has(profile.profile_id))
  surface.clip(frame.left, frame.top, frame.width, frame.height, () => {
    const crowded = behind.length > 40
    const faint = picked.size > 0 ? 0.35 : crowded ? 0.5 : 0.8
    for (const profile of behind) {
      const own = plot.floats.get(profile.profile.platform_number) ?? palette.context
      drawLines(surface, plot, frame, profile, picked.size > 0 ? palette.context : own, 1, faint)
    }
    for (const profile of front)
      drawLines(surface, plot, frame, profile, picked.get(profile.profile.profile_id) ?? palette.ink, 1.8, 1)
  })
  // Where some are picked their flags are what is asked for.
  drawFlags(surface, plot, frame, front.length > 0 ? front : behind, palette)
}

const xs = new Float64Array(65_536)
const ys = new Float64Array(65_536)

function drawLines(
  surface: Surface,
  plot: ProfilePlot,
  frame: Frame,
  profile: LoadedProfile,
  colour: string,
  width: number,
  opacity: number,
): void {
  const variable = profile.variables.get(plot.parameter)
  if (variable === undefined) return
  const sides = sidesOf(profile, variable, plot.side)
  for (const { values, pressure, isBest } of sides) {
    const count = pixelsOf(frame, values, pressure)
    // Raw beside adjusted is dashed; alone it is as good as any.
    const dash = isBest || sides.length === 1 ? {} : { dash: [3, 3] }
    surface.line(xs, ys, count, { stroke: colour, width: isBest ? width : Math.max(1, width - 0.6), opacity, ...dash })
  }
}

/** Pixels of a profile. A point within half a pixel of the last one would not be seen, and is left out. */
function pixelsOf(frame: Frame, values: Values, pressure: Values): number {
  const { left, top, x, y } = frame
  const perX = frame.width / (x[1] - x[0])
  const perY = frame.height / (y[1] - y[0])
  let count = 0
  let lastX = missing
  let lastY = missing
  for (let level = 0; level < values.length && count < xs.length; level += 1) {
    const px = left + ((values[level] as number) - x[0]) * perX
    const py = top + ((pressure[level] as number) - y[0]) * perY
    if (Number.isNaN(px) || Number.isNaN(py)) continue
    if (Math.abs(px - lastX) < 0.5 && Math.abs(py - lastY) < 0.5) continue
    xs[count] = px
    ys[count] = py
    count += 1
    lastX = px
    lastY = py
  }
  return count
}

/** Crosses on values that failed a test; one outside of the axis is marked at its edge. */
function drawFlags(
  surface: Surface,
  plot: ProfilePlot,
  frame: Frame,
  profiles: readonly LoadedProfile[],
  palette: Palette,
): void {
  const flagged: [number[], number[]] = [[], []]
  const outside: [number[], number[]] = [[], []]
  for (const profile of profiles) {
    for (const { x, y, isOutside } of flaggedPixels(plot, frame, profile)) {
      const [toXs, toYs] = isOutside ? outside : flagged
      toXs.push(x)
      toYs.push(y)
    }
  }
  surface.marks(flagged[0], flagged[1], flagged[0].length, { shape: 'cross', size: 3.5, colour: palette.flagged })
  surface.marks(outside[0], outside[1], outside[0].length, { shape: 'ring', size: 3, colour: palette.flagged })
}

function* flaggedPixels(plot: ProfilePlot, frame: Frame, profile: LoadedProfile) {
  const variable = profile.variables.get(plot.parameter)
  const side = variable === undefined ? undefined : sidesOf(profile, variable, plot.side).find(({ isBest }) => isBest)
  if (variable === undefined || side === undefined) return
  if (variable.failed === undefined && profile.variables.get('PRES')?.failed === undefined) return
  for (let level = 0; level < side.values.length; level += 1) {
    if (failedAt(profile, variable, level) === 0) continue
    const x = toX(frame, side.values[level] ?? missing)
    const y = toY(frame, side.pressure[level] ?? missing)
    if (Number.isNaN(x) || Number.isNaN(y) || y < frame.top - 1 || y > frame.top + frame.height + 1) continue
    const held = Math.min(frame.left + frame.width, Math.max(frame.left, x))
    yield { x: held, y, isOutside: held !== x }
  }
}

/** Bits of the tests that a value failed; one at a failed pressure is nowhere. */
export function failedAt(profile: LoadedProfile, variable: LoadedVariable, level: number): number {
  return (variable.failed?.[level] ?? 0) | (profile.variables.get('PRES')?.failed?.[level] ?? 0)
}
