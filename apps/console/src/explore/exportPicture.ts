import { CanvasSurface } from '../plots/CanvasSurface.ts'
import { lightPalette, type Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import { SvgSurface } from '../plots/SvgSurface.ts'
import { saveFile } from './saveFile.ts'

type Draw = (surface: Surface, size: { width: number; height: number }, palette: Palette) => void

const titleHeight = 30

/** Draws a picture anew, on white and with its title, for paper and slides. */
export async function exportPicture(
  kind: 'png' | 'svg',
  title: string,
  width: number,
  height: number,
  draw: Draw,
): Promise<void> {
  const whole = height + titleHeight
  const compose = (surface: Surface): void => {
    surface.rect(0, 0, width, whole, { fill: lightPalette.ground })
    surface.text(14, 20, title, { fill: lightPalette.ink, size: 14, weight: 600 })
    surface.translate(0, titleHeight, () => draw(surface, { width, height }, lightPalette))
  }
  if (kind === 'svg') {
    const surface = new SvgSurface(width, whole)
    compose(surface)
    return saveFile(`${title}.svg`, new Blob([surface.document(title)], { type: 'image/svg+xml' }))
  }
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = whole * 2
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no canvas to draw on.')
  context.scale(2, 2)
  compose(new CanvasSurface(context))
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('The picture is too large for this browser.')
  saveFile(`${title}.png`, blob)
}
