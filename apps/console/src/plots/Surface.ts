export interface LineStyle {
  readonly stroke: string
  readonly width: number
  readonly dash?: readonly number[]
  readonly opacity?: number
}

export type MarkShape = 'circle' | 'ring' | 'cross'

export interface MarkStyle {
  readonly shape: MarkShape
  readonly size: number
  readonly colour: string
}

export interface TextStyle {
  readonly fill: string
  readonly size?: number
  readonly weight?: 400 | 600
  readonly align?: 'start' | 'middle' | 'end'
  readonly baseline?: 'top' | 'middle' | 'alphabetic'
  /** Degrees, clockwise around the point. */
  readonly rotate?: number
  /** Drawn around the letters, so that they can be read over lines. */
  readonly halo?: string
}

/**
 * What a plot is drawn on: a canvas to be looked at, or the text of an SVG to be kept. One drawing serves both.
 * Lengths are CSS pixels.
 */
export interface Surface {
  /** A line through the first `count` points; a point that is not a number interrupts it. */
  line(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, style: LineStyle): void
  marks(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, style: MarkStyle): void
  /** An outline in SVG's own words. */
  path(
    outline: string,
    style: { readonly fill?: string; readonly stroke?: string; readonly width?: number; readonly opacity?: number },
  ): void
  rect(x: number, y: number, width: number, height: number, style: { fill?: string; stroke?: string }): void
  text(x: number, y: number, text: string, style: TextStyle): void
  /** Only what falls within the rectangle of what `draw` draws. */
  clip(x: number, y: number, width: number, height: number, draw: () => void): void
  translate(x: number, y: number, draw: () => void): void
  image(pixels: HTMLCanvasElement, x: number, y: number, width: number, height: number): void
}

/** Of the page, by name: an exported picture falls back to what the reader has. */
export const plotFont = '"IBM Plex Sans", system-ui, sans-serif'
