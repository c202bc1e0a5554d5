import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteRange } from './byteRange.ts'

test('every range within a file is the bytes that it names', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (a, b, more) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const size = to + 1 + more
      expect(byteRange(`bytes=${from}-${to}`, size)).toEqual({ from, to })
      expect(byteRange(`bytes=${from}-`, size)).toEqual({ from, to: size - 1 })
      expect(byteRange(`bytes=-${size - from}`, size)).toEqual({ from, to: size - 1 })
      expect(byteRange(`bytes=${from}-${size + more}`, size)).toEqual({ from, to: size - 1 })
      expect(byteRange(`bytes=${size + more}-`, size)).toBe('beyond')
    }),
  )
})

test('what is no single range is answered with the whole', () => {
  for (const header of [undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b'])
    expect(byteRange(header, 10)).toBeUndefined()
  expect(byteRange('bytes=-0', 10)).toBe('beyond')
})
