import { qualityTests as table } from '@floatchat/contracts/qualityTests'

/**
 * The tests by the bit that stands for them in `failed_tests` and `test_counts`. They are part of the page and not
 * read from /api/v1/quality-tests: a plot, a table or a CSV must not wait for a name.
 */
export const qualityTests = new Map(table.map((entry) => [entry.bit, entry]))

/** `Spike (test 9)` */
export function testName(bit: number): string {
  const test = qualityTests.get(bit)
  if (test === undefined) return `Test of bit ${bit}`
  return test.test === null ? test.name : `${test.name} (test ${test.test})`
}

/** The tests that a set of bits stands for. */
export function testNames(bits: number): string[] {
  return bitsOf(bits).map(testName)
}

export function bitsOf(bits: number): number[] {
  const set: number[] = []
  for (let bit = 0; bit < 32; bit += 1) if ((bits >>> bit) & 1) set.push(bit)
  return set
}

/** What Argo's flags say, reference table 2. */
export const flagMeanings: Readonly<Record<string, string>> = {
  '0': 'no quality control',
  '1': 'good',
  '2': 'probably good',
  '3': 'probably bad, may be corrected',
  '4': 'bad',
  '5': 'changed',
  '8': 'estimated',
  '9': 'missing',
}
