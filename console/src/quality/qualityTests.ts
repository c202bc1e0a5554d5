export interface QualityTest {
  /** Number in the Argo manuals; null for the house's own bounds. */
  readonly number: number | null
  readonly name: string
  /** What a failed value did, for who does not know the test. */
  readonly meaning: string
}

/**
 * The tests by the bit that stands for them in `failed_tests` and `test_counts`. The names are the manual's, as at
 * /api/v1/quality-tests (a test compares the two). They are not read from there: what a failed value did is said here
 * alone, and a plot, a table or a CSV must not wait for a name.
 */
export const qualityTests: ReadonlyMap<number, QualityTest> = new Map([
  [0, { number: null, name: 'Physical bounds', meaning: 'outside of what the ocean can hold' }],
  [2, { number: 2, name: 'Impossible date', meaning: 'before the first floats, or in the future' }],
  [3, { number: 3, name: 'Impossible location', meaning: 'not a place on Earth' }],
  [4, { number: 4, name: 'Position on land', meaning: 'a place on land' }],
  [5, { number: 5, name: 'Impossible speed', meaning: 'too far from the cycle before' }],
  [6, { number: 6, name: 'Global range', meaning: 'outside of what is found anywhere in the ocean' }],
  [7, { number: 7, name: 'Regional range', meaning: 'outside of what is found in this sea' }],
  [8, { number: 8, name: 'Pressure increasing', meaning: 'pressure goes back, or stands still' }],
  [9, { number: 9, name: 'Spike', meaning: 'far from the values above and below it' }],
  [11, { number: 11, name: 'Gradient', meaning: 'too steep a change from level to level' }],
  [12, { number: 12, name: 'Digit rollover', meaning: 'a jump as of a counter that ran over' }],
  [13, { number: 13, name: 'Stuck value', meaning: 'the same at every level' }],
  [14, { number: 14, name: 'Density inversion', meaning: 'denser water above lighter water' }],
  [15, { number: 15, name: 'Grey list', meaning: 'its sensor is on Argo’s list of doubtful sensors' }],
  [
    16,
    { number: 16, name: 'Gross salinity or temperature sensor drift', meaning: 'far from the cycle before, at depth' },
  ],
  [18, { number: 18, name: 'Frozen profile', meaning: 'the same as the cycle before' }],
  [19, { number: 19, name: 'Deepest pressure', meaning: 'deeper than the float was told to go' }],
  [25, { number: 25, name: 'MEDD (median with a distance)', meaning: 'far from the run of the profile around it' }],
  [27, { number: 62, name: 'BBP', meaning: 'backscatter that is negative, noisy or out of range' }],
  [28, { number: 63, name: 'Chlorophyll negative spike', meaning: 'a dip below the values around it' }],
])

/** `Spike (test 9)` */
export function testName(bit: number): string {
  const test = qualityTests.get(bit)
  if (test === undefined) return `Test of bit ${bit}`
  return test.number === null ? test.name : `${test.name} (test ${test.number})`
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
