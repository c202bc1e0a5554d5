import { expect, it } from 'vitest'
import { qualityTests, testBit } from './qualityTests.ts'

it('every bit is one test, and every test that is run has its bit', () => {
  const bits = qualityTests.map(({ bit }) => bit)
  expect(bits).toEqual([...new Set(bits)].sort((a, b) => a - b))
  expect(Object.entries(testBit)).toEqual(qualityTests.flatMap(({ key, bit }) => (key === null ? [] : [[key, bit]])))
  for (const { bit, test } of qualityTests) {
    if (test !== null && test <= 26) expect(bit).toBe(test)
    expect(bit).toBeLessThan(31)
  }
})
