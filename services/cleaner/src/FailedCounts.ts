import type { TestCount } from '@floatchat/contracts/generated/records'
import type { Verdict } from './judgeProfile.ts'

const bits = 32

/** How many values failed each test, by parameter; how many profiles, for the tests of date and position. */
export class FailedCounts {
  readonly #byParameter = new Map<string, Int32Array>()

  add(verdict: Verdict): void {
    if (verdict.profile_failed_tests !== 0) count(this.#of('PROFILE'), verdict.profile_failed_tests)
    for (const { parameter, failed_tests: failedTests } of verdict.verdicts) {
      const counts = this.#of(parameter)
      for (const failed of failedTests) if (failed !== 0) count(counts, failed)
    }
  }

  /** Adds what was counted of another profile. */
  merge(other: FailedCounts): void {
    for (const [parameter, more] of other.#byParameter) {
      const counts = this.#of(parameter)
      for (let bit = 0; bit < bits; bit++) counts[bit] += more[bit]
    }
  }

  /** Sorted by bit, then by parameter, so that equal counts are equal records. */
  toRecords(): TestCount[] {
    const records: TestCount[] = []
    for (const [parameter, counts] of [...this.#byParameter].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (let bit = 0; bit < bits; bit++) {
        if (counts[bit] > 0) records.push({ test_bit: bit, parameter, count: counts[bit] })
      }
    }
    return records.sort((a, b) => a.test_bit - b.test_bit)
  }

  #of(parameter: string): Int32Array {
    let counts = this.#byParameter.get(parameter)
    if (counts === undefined) {
      counts = new Int32Array(bits)
      this.#byParameter.set(parameter, counts)
    }
    return counts
  }
}

function count(counts: Int32Array, failed: number): void {
  for (let rest = failed; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]++
}
