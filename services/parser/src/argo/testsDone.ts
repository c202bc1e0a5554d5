import type { HistoryStep, ProfileProvenance } from '@floatchat/contracts/generated/records'

/** HISTORY_STEP (reference table 12). In delayed mode (CODM) the same actions have numbers of other meanings. */
const ofRealTime: ReadonlySet<string> = new Set(['ARGQ', ''])
/** The numbers that a mask of 16 digits has a bit for. */
const allTests = Array.from({ length: 64 }, (_, test) => test)

/**
 * Which tests a data centre performed and which failed, by the latest QCP$ and QCF$ (reference table 7): a profile that
 * was tested anew has an entry for each time. A mask is hexadecimal; bit n stands for test n (reference table 11).
 */
export function testsDone(steps: readonly HistoryStep[]): Pick<ProfileProvenance, 'tests_performed' | 'tests_failed'> {
  return { tests_performed: testsOf(steps, 'QCP$'), tests_failed: testsOf(steps, 'QCF$') }
}

function testsOf(steps: readonly HistoryStep[], action: string): Int32Array | null {
  const marked = steps.filter(
    (step) => step.action === action && ofRealTime.has(step.step) && maskOf(step.qctest) !== undefined,
  )
  const latest = marked
    .map(({ date }) => date)
    .sort()
    .at(-1)
  const masks = marked.filter(({ date }) => date === latest).map(({ qctest }) => maskOf(qctest) ?? 0n)
  if (masks.length === 0) return null
  // Of one time there may be several: one for each group of parameters.
  const mask = masks.reduce((all, one) => all | one, 0n)
  return Int32Array.from(allTests.filter((test) => ((mask >> BigInt(test)) & 1n) === 1n))
}

/** Undefined for what is no mask. */
function maskOf(text: string): bigint | undefined {
  const digits = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(text)?.[1]
  return digits === undefined ? undefined : BigInt(`0x${digits}`)
}
