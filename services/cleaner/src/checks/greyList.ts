import { testBit } from '@floatchat/contracts/qualityTests'
import type { GreyListEntry } from '@floatchat/greylist/GreyList'
import { type Marks, probablyBad, probablyGood, raise } from '../Marks.ts'

/**
 * The flag that the grey list gives to a parameter's values on that day, 0 for none: the worst, where several entries
 * hold. As at Coriolis an entry ends with the first moment of its END_DATE.
 *
 * @param entries those of the profile's platform
 * @param juld days since 1950-01-01T00:00Z
 */
export function greyListFlag(entries: readonly GreyListEntry[], parameter: string, juld: number): number {
  let flag = 0
  for (const entry of entries) {
    if (entry.parameter !== parameter || juld < entry.from || (entry.to !== null && juld > entry.to)) continue
    flag = Math.max(flag, entry.flag)
  }
  return flag
}

/**
 * Test 15: every value of a sensor on the grey list gets the list's flag. A 2 (probably good) raises the working flag
 * and fails nothing.
 */
export function greyList(values: Float32Array, levels: number, flag: number, marks: Marks): void {
  for (let level = 0; level < levels; level++) {
    if (Number.isNaN(values[level])) continue
    if (flag >= probablyBad) raise(marks, level, flag === probablyBad ? 3 : 4, testBit.greyList)
    else if (flag === probablyGood && marks.flags[level] < flag) marks.flags[level] = flag
  }
}
