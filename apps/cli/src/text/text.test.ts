import fc from 'fast-check'
import { expect, it } from 'vitest'
import { counted } from './counted.ts'
import { cutInMiddle } from './cutInMiddle.ts'
import { wrapText } from './wrapText.ts'

it('counts one and many', () => {
  expect([counted(0, 'file'), counted(1, 'file'), counted(5_278, 'file')]).toEqual(['0 files', '1 file', '5,278 files'])
  expect(counted(2, 'query', 'queries')).toBe('2 queries')
})

it('keeps both ends of a name', () => {
  expect(cutInMiddle('dac/coriolis/6903247/profiles/R6903247_135.nc', 21)).toBe('dac/coriol…247_135.nc')
  fc.assert(
    fc.property(fc.string(), fc.nat(60), (text, most) => {
      const cut = cutInMiddle(text, most)
      expect(cut.length).toBe(Math.min(text.length, most))
      if (text.length <= most) expect(cut).toBe(text)
    }),
  )
})

it('breaks lines at spaces, none wider than it may be, and loses nothing', () => {
  expect(wrapText('It ends too early: send it again.', 20, '  ')).toBe('  It ends too early:\n  send it again.')
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 10, max: 80 }), (text, width) => {
      const wrapped = wrapText(text, width)
      for (const line of wrapped.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
      const letters = (of: string) => of.replaceAll(/[ \n]/g, '')
      expect(letters(wrapped)).toBe(letters(text))
    }),
  )
})
