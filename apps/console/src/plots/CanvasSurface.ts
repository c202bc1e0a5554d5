import { type LineStyle, type MarkStyle, plotFont, type Surface, type TextStyle } from './Surface.ts'

/** Draws on a canvas whose context is already scaled to CSS pixels. */
export class CanvasSurface implements Surface {
  readonly #context: CanvasRenderingContext2D

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context
    context.lineJoin = 'round'
  }

  line(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, style: LineStyle): void {
    const context = this.#context
    context.beginPath()
    let drawing = false
    for (let index = 0; index < count; index += 1) {
      const x = xs[index] as number
      const y = ys[index] as number
      if (Number.isNaN(x) || Number.isNaN(y)) drawing = false
      else if (drawing) context.lineTo(x, y)
      else {
        context.moveTo(x, y)
        drawing = true
      }
    }
    context.strokeStyle = style.stroke
    context.lineWidth = style.width
    context.globalAlpha = style.opacity ?? 1
    context.setLineDash([...(style.dash ?? [])])
    context.stroke()
    context.globalAlpha = 1
  }

  marks(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, { shape, size, colour }: MarkStyle): void {
    const context = this.#context
    context.beginPath()
    for (let index = 0; index < count; index += 1) {
      const x = xs[index] as number
      const y = ys[index] as number
      if (Number.isNaN(x) || Number.isNaN(y)) continue
      if (shape === 'cross') {
        context.moveTo(x - size, y - size)
        context.lineTo(x + size, y + size)
        context.moveTo(x + size, y - size)
        context.lineTo(x - size, y + size)
      } else {
        context.moveTo(x + size, y)
        context.arc(x, y, size, 0, 2 * Math.PI)
      }
    }
    context.setLineDash([])
    if (shape === 'circle') {
      context.fillStyle = colour
      context.fill()
      return
    }
    context.strokeStyle = colour
    context.lineWidth = 1.6
    context.stroke()
  }

  path(outline: string, style: { fill?: string; stroke?: string; width?: number; opacity?: number }): void {
    const context = this.#context
    const path = new Path2D(outline)
    context.globalAlpha = style.opacity ?? 1
    if (style.fill !== undefined) {
      context.fillStyle = style.fill
      context.fill(path)
    }
    if (style.stroke !== undefined) {
      context.strokeStyle = style.stroke
      context.lineWidth = style.width ?? 1
      context.setLineDash([])
      context.stroke(path)
    }
    context.globalAlpha = 1
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    { fill, stroke }: { fill?: string; stroke?: string },
  ): void {
    const context = this.#context
    if (fill !== undefined) {
      context.fillStyle = fill
      context.fillRect(x, y, width, height)
    }
    if (stroke !== undefined) {
      context.strokeStyle = stroke
      context.lineWidth = 1
      context.setLineDash([])
      context.strokeRect(x, y, width, height)
    }
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const context = this.#context
    context.save()
    context.translate(x, y)
    if (style.rotate !== undefined) context.rotate((style.rotate * Math.PI) / 180)
    context.font = `${style.weight ?? 400} ${style.size ?? 12}px ${plotFont}`
    context.textAlign = style.align === 'middle' ? 'center' : (style.align ?? 'start')
    context.textBaseline = style.baseline ?? 'alphabetic'
    if (style.halo !== undefined) {
      context.strokeStyle = style.halo
      context.lineWidth = 3
      context.setLineDash([])
      context.strokeText(text, 0, 0)
    }
    context.fillStyle = style.fill
    context.fillText(text, 0, 0)
    context.restore()
  }

  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    const context = this.#context
    context.save()
    context.beginPath()
    context.rect(x, y, width, height)
    context.clip()
    draw()
    context.restore()
  }

  translate(x: number, y: number, draw: () => void): void {
    const context = this.#context
    context.save()
    context.translate(x, y)
    draw()
    context.restore()
  }

  image(pixels: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.#context.imageSmoothingEnabled = false
    this.#context.drawImage(pixels, x, y, width, height)
  }
}
