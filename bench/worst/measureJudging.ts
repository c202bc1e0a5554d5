import { judge } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import type { Profile } from '@floatchat/contracts/generated/records'

export interface Measured {
  /** CPU milliseconds of all, of each check by its bit, and of the longest step between two offers to give way. */
  readonly ms: number
  readonly byCheck: ReadonlyMap<number, number>
  readonly longestStep: number
  readonly longestOf: ReadonlyMap<number, number>
  /** Whether it was left at the limit. */
  readonly isGivenUp: boolean
}

/** Judges the profile step by step, by the CPU time of this thread: what the neighbours of the machine do does not count. */
export function measureJudging(profile: Profile, limitMs = Number.POSITIVE_INFINITY): Measured {
  const byCheck = new Map<number, number>()
  const longestOf = new Map<number, number>()
  let longestStep = 0
  let ms = 0
  const steps = judge(profile, { now: Date.UTC(2024, 0, 1), greyList: undefined }, new Workspace())
  for (;;) {
    const before = process.threadCpuUsage()
    const { done, value } = steps.next()
    const { user, system } = process.threadCpuUsage(before)
    const step = (user + system) / 1000
    ms += step
    longestStep = Math.max(longestStep, step)
    if (done) return { ms, byCheck, longestStep, longestOf, isGivenUp: false }
    byCheck.set(value, (byCheck.get(value) ?? 0) + step)
    longestOf.set(value, Math.max(longestOf.get(value) ?? 0, step))
    if (ms > limitMs) return { ms, byCheck, longestStep, longestOf, isGivenUp: true }
  }
}
