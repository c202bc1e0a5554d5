import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLines } from './readLines.ts'

async function* pieces(...texts: string[]) {
  yield* texts
}

it('reads the same lines however the text is cut', async () => {
  const line = fc.stringMatching(/^[a-z{}:" ]{0,20}$/)
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(400), { maxLength: 12 }), async (lines, cuts) => {
      const whole = lines.map((line) => `${line}\n`).join('')
      const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
      const parts = places.slice(1).map((place, index) => whole.slice(places[index], place))
      expect(await Array.fromAsync(readLines(pieces(...parts)))).toEqual(lines)
    }),
  )
})

it('gives nothing for a line that was cut off', async () => {
  expect(await Array.fromAsync(readLines(pieces('{"a":1}\n{"b"', ':')))).toEqual(['{"a":1}'])
})
