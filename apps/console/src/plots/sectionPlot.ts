import { type ColorMapName, colorTable } from './colorMap.ts'
import { Extent } from './Extent.ts'
import { drawAxes, type Frame, fromX, fromY, toX } from './Frame.ts'
import type { Palette } from './palette.ts'
import { type SectionColumn, valueAt } from './SectionColumns.ts'
import type { Surface } from './Surface.ts'
import { numberTicks, timeTicks } from './ticks.ts'

export interface SectionPlot {
  readonly parameter: string
  readonly units: string
  readonly columns: readonly SectionColumn[]
  readonly colours: ColorMapName
  /** Values at the ends of the colours. */
  readonly span: readonly [number, number]
  readonly pressure: readonly [number, number]
  readonly picked: ReadonlyMap<number, string>
}

/**
 * The values that get the whole range of colours: all but the outermost one in a hundred on each side. Dissolved
 * oxygen has a fixed range, since the red fifth of cmocean's oxy means too little to breathe (below 60 µmol/kg).
 */
export function colourSpan(parameter: string, units: string, columns: readonly SectionColumn[]): [number, number] {
  if (/DOXY/.test(parameter) && units === 'µmol/kg') return [0, 300]
  const some: number[] = []
  for (const { values } of columns) {
    const step = Math.max(1, Math.floor((values.length * columns.length) / 20_000))
    for (let index = 0; index < values.length; index += step) some.push(values[index] as number)
  }
  some.sort((a, b) => a - b)
  const low = some[Math.floor(some.length * 0.01)] ?? 0
  const high = some[Math.ceil(some.length * 0.99) - 1] ?? 1
  return high > low ? [low, high] : [low - 0.5, low + 0.5]
}

export function sectionFrame({ columns, pressure }: SectionPlot, width: number, height: number): Frame {
  const time = new Extent()
  for (const { from, to } of columns) {
    time.add(from)
    time.add(to)
  }
  return {
    left: 58,
    top: 26,
    width: Math.max(20, width - 58 - 92),
    height: Math.max(20, height - 70),
    x: time.padded(0.005) ?? [0, 1],
    y: pressure,
  }
}

/** One parameter by time and pressure. */
export function drawSectionPlot(surface: Surface, plot: SectionPlot, frame: Frame, palette: Palette): void {
  const { left, top, width, height } = frame
  surface.rect(left, top, width, height, { fill: palette.grid })
  surface.image(paintSection(plot, frame), left, top, Math.round(width), Math.round(height))
  drawAxes(
    surface,
    frame,
    {
      xTicks: timeTicks(frame.x, Math.max(2, Math.round(width / 100))),
      yTicks: numberTicks(frame.y, 8),
      xLabel: 'Time (UTC)',
      yLabel: 'Pressure (dbar)',
      xAt: 'bottom',
    },
    { ...palette, grid: 'transparent' },
  )
  drawProfileMarks(surface, plot, frame, palette)
  drawColourBar(surface, plot, frame, palette)
}

function paintSection(plot: SectionPlot, frame: Frame): HTMLCanvasElement {
  const width = Math.max(1, Math.round(frame.width))
  const height = Math.max(1, Math.round(frame.height))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return canvas
  const picture = context.createImageData(width, height)
  const table = colorTable(plot.colours)
  const [low, high] = plot.span
  const perShade = 255 / (high - low)
  let next = 0
  for (let x = 0; x < width; x += 1) {
    const time = fromX(frame, frame.left + x + 0.5)
    while (next < plot.columns.length - 1 && (plot.columns[next]?.to ?? 0) < time) next += 1
    const column = plot.columns[next]
    if (column === undefined || time < column.from || time > column.to) continue
    for (let y = 0; y < height; y += 1) {
      const value = valueAt(column, fromY(frame, frame.top + y + 0.5))
      if (Number.isNaN(value)) continue
      const shade = 3 * Math.max(0, Math.min(255, Math.round((value - low) * perShade)))
      const pixel = 4 * (y * width + x)
      picture.data[pixel] = table[shade] as number
      picture.data[pixel + 1] = table[shade + 1] as number
      picture.data[pixel + 2] = table[shade + 2] as number
      picture.data[pixel + 3] = 255
    }
  }
  context.putImageData(picture, 0, 0)
  return canvas
}

/** A tick above the frame for every profile, and a line through those that are picked. */
function drawProfileMarks(surface: Surface, plot: SectionPlot, frame: Frame, palette: Palette): void {
  for (const { profile, time } of plot.columns) {
    const x = toX(frame, time)
    const colour = plot.picked.get(profile.profile.profile_id)
    surface.line([x, x], [frame.top - 6, frame.top], 2, { stroke: palette.muted, width: 1 })
    if (colour === undefined) continue
    surface.line([x, x], [frame.top - 10, frame.top + frame.height], 2, { stroke: palette.ground, width: 4 })
    surface.line([x, x], [frame.top - 10, frame.top + frame.height], 2, { stroke: colour, width: 2 })
  }
}

function drawColourBar(surface: Surface, plot: SectionPlot, frame: Frame, palette: Palette): void {
  const table = colorTable(plot.colours)
  const x = frame.left + frame.width + 14
  const steps = 64
  const step = frame.height / steps
  for (let index = 0; index < steps; index += 1) {
    const shade = 3 * Math.round((255 * (steps - 1 - index)) / (steps - 1))
    const fill = `rgb(${table[shade]} ${table[shade + 1]} ${table[shade + 2]})`
    surface.rect(x, frame.top + index * step, 12, step + 0.5, { fill })
  }
  const [low, high] = plot.span
  for (const { value, label } of numberTicks(plot.span, 6)) {
    const y = frame.top + frame.height * (1 - (value - low) / (high - low))
    surface.text(x + 16, y, label, { fill: palette.muted, size: 11, baseline: 'middle' })
  }
  const name = plot.units === '' ? plot.parameter : `${plot.parameter} (${plot.units})`
  surface.text(x + 62, frame.top + frame.height / 2, name, {
    fill: palette.ink,
    size: 12,
    weight: 600,
    align: 'middle',
    rotate: 90,
  })
}

/** A place in a section: a column, a pressure, and the value there. */
export interface SectionHit {
  readonly column: SectionColumn
  readonly pressure: number
  readonly value: number
}

/** The column and the value under a place. */
export function hitSectionPlot(plot: SectionPlot, frame: Frame, atX: number, atY: number): SectionHit | undefined {
  const time = fromX(frame, atX)
  const column = plot.columns.find(({ from, to }) => time >= from && time <= to)
  if (column === undefined) return undefined
  const pressure = fromY(frame, atY)
  return { column, pressure, value: valueAt(column, pressure) }
}
