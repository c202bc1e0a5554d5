import type { Palette } from './palette.ts'
import type { Surface } from './Surface.ts'

/** The rectangle of a plot within its picture, and what its axes span. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** From left to right. */
  readonly x: readonly [number, number]
  /** From top to bottom. */
  readonly y: readonly [number, number]
}

export interface Tick {
  readonly value: number
  readonly label: string
}

export interface Axes {
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly xLabel: string
  readonly yLabel?: string
  /** Where the x axis is: on top where pressure goes down. */
  readonly xAt: 'top' | 'bottom'
}

export const toX = ({ left, width, x: [from, to] }: Frame, value: number): number =>
  left + ((value - from) / (to - from)) * width
export const toY = ({ top, height, y: [from, to] }: Frame, value: number): number =>
  top + ((value - from) / (to - from)) * height
export const fromX = ({ left, width, x: [from, to] }: Frame, x: number): number =>
  from + ((x - left) / width) * (to - from)
export const fromY = ({ top, height, y: [from, to] }: Frame, y: number): number =>
  from + ((y - top) / height) * (to - from)

export function isInside({ left, top, width, height }: Frame, x: number, y: number): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height
}

/** Grid, frame, ticks and names of the axes. */
export function drawAxes(surface: Surface, frame: Frame, axes: Axes, palette: Palette): void {
  const { left, top, width, height } = frame
  const bottom = top + height
  const grid = { stroke: palette.grid, width: 1 }
  for (const { value, label } of axes.xTicks) {
    const x = toX(frame, value)
    surface.line([x, x], [top, bottom], 2, grid)
    const y = axes.xAt === 'top' ? top - 6 : bottom + 16
    surface.text(x, y, label, { fill: palette.muted, size: 11, align: 'middle' })
  }
  for (const { value, label } of axes.yTicks) {
    const y = toY(frame, value)
    surface.line([left, left + width], [y, y], 2, grid)
    if (axes.yLabel !== undefined)
      surface.text(left - 6, y, label, { fill: palette.muted, size: 11, align: 'end', baseline: 'middle' })
  }
  surface.rect(left, top, width, height, { stroke: palette.frame })
  const xLabelAt = axes.xAt === 'top' ? top - 24 : bottom + 34
  surface.text(left + width / 2, xLabelAt, axes.xLabel, { fill: palette.ink, size: 12, weight: 600, align: 'middle' })
  if (axes.yLabel !== undefined) {
    surface.text(left - 44, top + height / 2, axes.yLabel, {
      fill: palette.ink,
      size: 12,
      weight: 600,
      align: 'middle',
      rotate: -90,
    })
  }
}
