/** What the tests say of the values of one parameter, an entry a level. Arrays may be longer than the profile. */
export interface Marks {
  /** The working flag: 0 while no test has anything to say, 2 probably good, 3 probably bad, 4 bad. */
  readonly flags: Uint8Array
  /** Bits of the tests that gave the value a 3 or a 4. */
  readonly failed: Int32Array
}

export const probablyGood = 2
export const probablyBad = 3
export const bad = 4

/** A test gives a value a flag. Flags only rise. */
export function raise(marks: Marks, level: number, flag: 3 | 4, bit: number): void {
  if (marks.flags[level] < flag) marks.flags[level] = flag
  marks.failed[level] |= 1 << bit
}
