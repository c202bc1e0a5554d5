import { expect, it } from 'vitest'
import { bitsOf, testName, testNames } from './qualityTests.ts'

it('reads bits up to the sign', () => {
  expect(bitsOf(0)).toEqual([])
  expect(bitsOf(1 | (1 << 9) | (1 << 31))).toEqual([0, 9, 31])
})

it('names tests as people quote them', () => {
  expect(testNames((1 << 0) | (1 << 9))).toEqual(['Physical bounds', 'Spike (test 9)'])
  expect(testName(27)).toBe('BBP (test 62)')
  expect(testName(24)).toBe('Test of bit 24')
})
