import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersOf } from './numbersOf.ts'

describe('numbersOf', () => {
  it('reads what PostgreSQL writes, and NaN for what is no number', () => {
    expect([...numbersOf('{1.5,-0.25,NULL,1e-05,NaN,Infinity,-Infinity,12345678,-7}')]).toEqual([
      ...[1.5, -0.25, Number.NaN, 1e-5, Number.NaN, Number.NaN, Number.NaN, 12_345_678, -7],
    ])
    expect(numbersOf('{}')).toHaveLength(0)
  })

  it('gives the number that is nearest to the digits, as the language itself does', () => {
    const digits = fc.tuple(fc.maxSafeInteger(), fc.nat(20)).map(([whole, places]) => {
      const [sign, text] = whole < 0 ? ['-', String(-whole)] : ['', String(whole)]
      const padded = text.padStart(places + 1, '0')
      return places === 0 ? `${sign}${padded}` : `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`
    })
    const written = fc.oneof(
      digits,
      fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double().map(String),
    )
    fc.assert(
      fc.property(fc.array(written, { minLength: 1 }), (texts) => {
        const expected = texts.map(Number).map((number) => (Number.isFinite(number) ? number : Number.NaN))
        expect([...numbersOf(`{${texts.join()}}`)]).toEqual(expected)
      }),
    )
  })
})
