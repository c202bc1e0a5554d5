import { type LineStyle, type MarkStyle, plotFont, type Surface, type TextStyle } from './Surface.ts'

/** Writes a drawing down as SVG. */
export class SvgSurface implements Surface {
  readonly #parts: string[] = []
  readonly #width: number
  readonly #height: number
  #clips = 0

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
  }

  /** The whole document. */
  document(title: string): string {
    const size = `width="${this.#width}" height="${this.#height}" viewBox="0 0 ${this.#width} ${this.#height}"`
    const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${escapeXml(plotFont)}">`
    return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n<title>${escapeXml(title)}</title>\n${this.#parts.join('\n')}\n</svg>\n`
  }

  line(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, style: LineStyle): void {
    let path = ''
    let drawing = false
    for (let index = 0; index < count; index += 1) {
      const x = xs[index] as number
      const y = ys[index] as number
      if (Number.isNaN(x) || Number.isNaN(y)) drawing = false
      else {
        path += `${drawing ? 'L' : 'M'}${short(x)} ${short(y)}`
        drawing = true
      }
    }
    if (path === '') return
    const dash =
      style.dash === undefined || style.dash.length === 0 ? '' : ` stroke-dasharray="${style.dash.join(' ')}"`
    const opacity = style.opacity === undefined ? '' : ` stroke-opacity="${style.opacity}"`
    this.#parts.push(
      `<path d="${path}" fill="none" stroke="${escapeXml(style.stroke)}" stroke-width="${style.width}" stroke-linejoin="round"${dash}${opacity}/>`,
    )
  }

  marks(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, { shape, size, colour }: MarkStyle): void {
    let path = ''
    for (let index = 0; index < count; index += 1) {
      const x = xs[index] as number
      const y = ys[index] as number
      if (Number.isNaN(x) || Number.isNaN(y)) continue
      path +=
        shape === 'cross'
          ? `M${short(x - size)} ${short(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`
          : `M${short(x - size)} ${short(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`
    }
    if (path === '') return
    const paint =
      shape === 'circle'
        ? `fill="${escapeXml(colour)}"`
        : `fill="none" stroke="${escapeXml(colour)}" stroke-width="1.6"`
    this.#parts.push(`<path d="${path}" ${paint}/>`)
  }

  path(outline: string, style: { fill?: string; stroke?: string; width?: number; opacity?: number }): void {
    if (outline === '') return
    const stroke =
      style.stroke === undefined ? '' : ` stroke="${escapeXml(style.stroke)}" stroke-width="${style.width ?? 1}"`
    this.#parts.push(
      `<path d="${outline}" fill="${escapeXml(style.fill ?? 'none')}"${stroke} opacity="${style.opacity ?? 1}"/>`,
    )
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    { fill, stroke }: { fill?: string; stroke?: string },
  ): void {
    const paint = `fill="${escapeXml(fill ?? 'none')}"${stroke === undefined ? '' : ` stroke="${escapeXml(stroke)}"`}`
    this.#parts.push(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" ${paint}/>`,
    )
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const baseline = { top: 'text-before-edge', middle: 'central', alphabetic: 'alphabetic' }[
      style.baseline ?? 'alphabetic'
    ]
    const place =
      style.rotate === undefined
        ? `x="${short(x)}" y="${short(y)}"`
        : `transform="translate(${short(x)} ${short(y)}) rotate(${style.rotate})"`
    const halo =
      style.halo === undefined ? '' : ` paint-order="stroke" stroke="${escapeXml(style.halo)}" stroke-width="3"`
    this.#parts.push(
      `<text ${place} font-size="${style.size ?? 12}" font-weight="${style.weight ?? 400}" text-anchor="${style.align ?? 'start'}" dominant-baseline="${baseline}" fill="${escapeXml(style.fill)}"${halo}>${escapeXml(text)}</text>`,
    )
  }

  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.#clips += 1
    const id = `clip${this.#clips}`
    this.#parts.push(
      `<clipPath id="${id}"><rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"/></clipPath><g clip-path="url(#${id})">`,
    )
    draw()
    this.#parts.push('</g>')
  }

  translate(x: number, y: number, draw: () => void): void {
    this.#parts.push(`<g transform="translate(${short(x)} ${short(y)})">`)
    draw()
    this.#parts.push('</g>')
  }

  image(pixels: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.#parts.push(
      `<image href="${pixels.toDataURL('image/png')}" x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" preserveAspectRatio="none"/>`,
    )
  }
}

/** A tenth of a pixel is finer than is seen. */
const short = (value: number): string => String(Math.round(value * 10) / 10)

export function escapeXml(text: string): string {
  const clean = text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
