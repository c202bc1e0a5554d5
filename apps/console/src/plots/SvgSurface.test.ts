import { expect, it } from 'vitest'
import { SvgSurface } from './SvgSurface.ts'

it('interrupts lines where a value is missing', () => {
  const surface = new SvgSurface(10, 10)
  surface.line([0, 1, Number.NaN, 3, 4.26], [0, 1, 2, 3, 4], 5, { stroke: 'red', width: 1 })
  expect(surface.document('t')).toContain('d="M0 0L1 1M3 3L4.3 4"')
})

it('leaves out a line of which nothing is there', () => {
  const surface = new SvgSurface(10, 10)
  surface.line([Number.NaN], [0], 1, { stroke: 'red', width: 1 })
  expect(surface.document('t')).not.toContain('<path')
})

it('takes text from files as text', () => {
  const surface = new SvgSurface(10, 10)
  surface.text(0, 0, '<script>"&\u0000', { fill: 'black' })
  const document = surface.document('</title><script>')
  expect(document).toContain('&lt;script&gt;&quot;&amp;</text>')
  expect(document).not.toContain('<script>')
  expect(document).not.toContain('\0')
})
