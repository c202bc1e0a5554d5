import type { ProfileParsed } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import { profilesCleaned, to } from '@floatchat/contracts/topics'
import type { StageContext } from '@floatchat/stage/Stage'
import type { Cleaner, Message, Output } from './Cleaner.ts'
import { FailedCounts } from './FailedCounts.ts'
import { tallyOf } from './heldRuns.ts'
import type { Verdict } from './judgeProfile.ts'

/** Judges a profile and passes it on with its verdict, or rejects it; either way it counts as seen, once. */
export async function* cleanProfile(
  { options, runs, judge, step }: Cleaner,
  parsed: ProfileParsed,
  message: Message,
  context: StageContext,
): AsyncGenerator<Output> {
  const { profile_number: number, profile } = parsed
  step('open')
  const tally = tallyOf(runs, parsed, message, context, options.greyListSha256?.())
  const refusal = judge.refusalOf(parsed, tally)
  if (refusal !== undefined) {
    yield rejected(parsed, refusal)
    tally.seen.add(number)
    return
  }
  let verdict: Verdict
  try {
    step('judge')
    // The message's own time, not the clock's: a replay judges as the first time.
    verdict = await judge.judge(parsed, message.timestamp, tally, context)
  } catch (error) {
    if (!(error instanceof IngestionError) || error.retryable || context.signal.aborted) throw error
    yield rejected(parsed, error.message)
    step('count')
    tally.seen.add(number)
    throw error
  }
  const counted = new FailedCounts()
  counted.add(verdict)
  step('send')
  yield to(profilesCleaned, 'ProfileCleaned', { ...identityOf(parsed), profile_number: number, profile, ...verdict })
  step('count')
  if (!tally.seen.has(number)) {
    tally.counts.merge(counted)
    tally.seen.add(number)
  }
  step('progress')
  context.progress({ ...identityOf(parsed), done: tally.seen.size, total: null })
}

const identityOf = ({ job_id, file_id, attempt, run_id }: ProfileParsed) => ({ job_id, file_id, attempt, run_id })

function rejected(parsed: ProfileParsed, reason: string): Output {
  const { profile_number: number, profile } = parsed
  const { platform_number, cycle_number } = profile
  const rejection = { profile_number: number, platform_number, cycle_number, reason }
  return to(profilesCleaned, 'ProfileRejected', { ...identityOf(parsed), rejection })
}
