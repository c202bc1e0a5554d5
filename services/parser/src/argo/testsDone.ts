import type { HistoryStep, ProfileProvenance } from '@floatchat/contracts/generated/records'

/** HISTORY_STEP (reference table 12). In delayed mode (CODM) the same actions have numbers of other meanings. */
const ofRealTime: ReadonlySet<string> = new Set(['ARGQ', ''])
/** What is no mask says nothing: `none`, or the name of a test. */
const mask = /^(?:0x)?([0-9a-f]{1,16})$/i
/** Of a hexadecimal digit. */
const bits = [0, 1, 2, 3]

/**
 * Which tests a data centre performed and which failed, by the latest QCP$ and QCF$ (reference table 7): a profile that
 * was tested anew has an entry for each time. A mask is hexadecimal; bit n stands for test n (reference table 11).
 */
export function testsDone(steps: readonly HistoryStep[]): Pick<ProfileProvenance, 'tests_performed' | 'tests_failed'> {
  return { tests_performed: testsOf(steps, 'QCP$'), tests_failed: testsOf(steps, 'QCF$') }
}

function testsOf(steps: readonly HistoryStep[], action: string): Int32Array | null {
  const marked = steps.flatMap((step) => {
    const isMarked = step.action === action && ofRealTime.has(step.step)
    const digits = isMarked ? mask.exec(step.qctest)?.[1] : undefined
    return digits === undefined ? [] : { date: step.date, digits }
  })
  if (marked.length === 0) return null
  const latest = marked
    .map(({ date }) => date)
    .sort()
    .at(-1)
  // Of one time there may be several: one for each group of parameters.
  const tests = new Set(marked.filter(({ date }) => date === latest).flatMap(({ digits }) => testsIn(digits)))
  return Int32Array.from(tests).sort()
}

/** Digit by digit from the last: only a bigint, which is slow, has as many bits. */
function testsIn(digits: string): number[] {
  return [...digits].reverse().flatMap((digit, place) => {
    const value = Number.parseInt(digit, 16)
    return bits.filter((bit) => ((value >> bit) & 1) === 1).map((bit) => place * 4 + bit)
  })
}
