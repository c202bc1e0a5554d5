import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bitsOf, qualityTests, testName, testNames } from './qualityTests.ts'

it('reads bits up to the sign', () => {
  expect(bitsOf(0)).toEqual([])
  expect(bitsOf(1 | (1 << 9) | (1 << 31))).toEqual([0, 9, 31])
})

it('names tests as people quote them', () => {
  expect(testNames((1 << 0) | (1 << 9))).toEqual(['Physical bounds', 'Spike (test 9)'])
  expect(testName(27)).toBe('BBP (test 62)')
  expect(testName(30)).toBe('Test of bit 30')
})

const migrations = new URL('../../../packages/db/migrations/', import.meta.url)
const file = readdirSync(migrations).find((name) => name.startsWith('0004'))

describe.skipIf(file === undefined)('the table quality_tests', () => {
  it('has the same names', () => {
    const text = readFileSync(new URL(file ?? '', migrations), 'utf8')
    const rows = [...text.matchAll(/\(\s*(\d+),\s*(\d+|null),\s*'((?:[^']|'')*)'/g)]
    expect(rows.length).toBeGreaterThan(10)
    for (const [, bit, number, name = ''] of rows) {
      expect(qualityTests.get(Number(bit))).toMatchObject({
        number: number === 'null' ? null : Number(number),
        name: name.replaceAll("''", "'"),
      })
    }
  })
})
