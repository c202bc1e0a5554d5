import type { FileParsed, ProfileParsed, TestCount } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { FileId, RunId } from '@floatchat/contracts/ids'
import { type Outgoing, profilesCleaned, type profilesParsed, to } from '@floatchat/contracts/topics'
import { isAbandoned } from '@floatchat/stage/isAbandoned'
import type { Handle, PartitionContext, Received, Stage, StageContext } from '@floatchat/stage/Stage'
import { cleanerVersion } from './cleanerVersion.ts'
import { FailedCounts } from './FailedCounts.ts'
import type { Verdict } from './judgeProfile.ts'
import { type JudgeOptions, ProfileJudge } from './ProfileJudge.ts'
import { RunTallies, type RunTally } from './RunTallies.ts'

export interface CleanerOptions extends JudgeOptions {
  /** Digest of the grey list as it is now; undefined where there is none. */
  readonly greyListSha256?: () => string | undefined
  /** A run of which nothing came for so long is given up, milliseconds. */
  readonly runAbandonMs: number
  /** Told what failed in each file, once its run is closed. */
  readonly onCounts?: (counts: readonly TestCount[]) => void
  /** Told of each step before it is done. What it throws is as if the step had failed: for tests of what comes of that. */
  readonly onStep?: (step: CleanerStep) => void
}

/** The steps over a message, in their order. */
export type CleanerStep =
  | 'give up idle'
  | 'open'
  | 'judge'
  | 'send'
  | 'count'
  | 'progress'
  | 'close'
  | 'tell'
  | 'release'

type Message = Received<typeof profilesParsed>
type Output = Outgoing<typeof profilesCleaned>

/**
 * The cleaner's job: each ProfileParsed becomes a ProfileCleaned, with the verdict of the quality tests beside the
 * profile as it was; each FileParsed a FileCleaned, with what failed in the run by test and parameter.
 */
export function cleaner(
  options: CleanerOptions,
): Pick<Stage<typeof profilesParsed, typeof profilesCleaned>, 'handle' | 'idle' | 'forget'> {
  const runs = new RunTallies()
  const judge = new ProfileJudge(options)
  const step = options.onStep ?? (() => {})

  const handle: Handle<typeof profilesParsed, typeof profilesCleaned> = async function* (message, context) {
    step('give up idle')
    giveUpAbandoned(runs, options.runAbandonMs, context, message)
    if (message.type === 'ProfileParsed') yield* cleanProfile(message.value, message, context)
    else yield* cleanFile(message.value, context)
  }

  async function* cleanProfile(parsed: ProfileParsed, message: Message, context: StageContext): AsyncGenerator<Output> {
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

  async function* cleanFile(parsed: FileParsed, context: StageContext): AsyncGenerator<Output> {
    const { file, run_id: runId } = parsed
    const takenUpAt = Date.now()
    step('close')
    const open = runs.get(context.partition, runId)
    const tally = parsed.void_reason === null ? open : undefined
    const seen = tally?.seen.size ?? 0
    if (parsed.void_reason === null && seen !== parsed.profiles_parsed) {
      context.log.warn(
        { seen, expected: parsed.profiles_parsed },
        'not every profile of the run was seen: its counts by test are too low',
      )
    }
    const counts = tally?.counts.toRecords() ?? []
    step('send')
    // One record came of every ProfileParsed. Whether all arrived is for the writer to see.
    yield to(profilesCleaned, 'FileCleaned', {
      parsed,
      profiles_cleaned: parsed.profiles_parsed,
      test_counts: counts,
      cleaner_version: cleanerVersion,
      // Of a run without profiles the list of now.
      stage_times: [
        ...parsed.stage_times,
        { stage: 'cleaner', began_at: tally?.beganAt ?? takenUpAt, ended_at: Date.now() },
      ],
      grey_list_sha256: (tally === undefined ? options.greyListSha256?.() : tally.greyListSha256) ?? null,
    })
    step('tell')
    options.onCounts?.(counts)
    context.progress({
      job_id: file.job_id,
      file_id: file.file_id,
      attempt: file.attempt,
      run_id: runId,
      done: parsed.profiles_parsed,
      total: parsed.profiles_total,
    })
    // Last of all: whatever fails before finds the run and its counts at the next try.
    step('release')
    dropEarlier(runs, file.file_id, runId, context)
    if (open !== undefined) drop(runs, open, context)
  }

  return {
    handle,
    idle: (context) => giveUpAbandoned(runs, options.runAbandonMs, context),
    forget: (partition) => runs.forget(partition),
  }
}

/**
 * The tally of the profile's run, opened and held at the run's first message. A newer run of the file takes the place
 * of older ones. One that is older by its id and comes later is counted beside it: the clock that the newer one has
 * its id from may have been ahead.
 */
function tallyOf(
  runs: RunTallies,
  parsed: ProfileParsed,
  message: Message,
  context: StageContext,
  greyListSha256: string | undefined,
): RunTally {
  const { file_id: fileId, run_id: runId } = parsed
  const { partition } = context
  const open = runs.get(partition, runId)
  if (open !== undefined) {
    open.lastTimestamp = message.timestamp
    open.seenAt = performance.now()
    return open
  }
  dropEarlier(runs, fileId, runId, context)
  context.hold(runId, message)
  return runs.open(partition, { fileId, runId, greyListSha256 }, message.timestamp)
}

function dropEarlier(runs: RunTallies, fileId: FileId, runId: RunId, context: StageContext): void {
  for (const earlier of runs.earlierThan(context.partition, fileId, runId)) drop(runs, earlier, context)
}

/** In this order: a run that is dropped and not released would keep the partition's offset for ever. */
function drop(runs: RunTallies, { runId }: RunTally, context: PartitionContext): void {
  context.release(runId)
  runs.drop(context.partition, runId)
}

function giveUpAbandoned(runs: RunTallies, afterMs: number, context: PartitionContext, message?: Message): void {
  for (const run of runs.all(context.partition).filter((one) => isAbandoned(one, afterMs, message))) {
    const { fileId, runId, seen } = run
    context.log.warn({ idle_file: fileId, idle_run: runId, seen: seen.size }, 'a run that was never closed is given up')
    drop(runs, run, context)
  }
}

const identityOf = ({ job_id, file_id, attempt, run_id }: ProfileParsed) => ({ job_id, file_id, attempt, run_id })

function rejected(parsed: ProfileParsed, reason: string): Output {
  const { profile_number: number, profile } = parsed
  const { platform_number, cycle_number } = profile
  const rejection = { profile_number: number, platform_number, cycle_number, reason }
  return to(profilesCleaned, 'ProfileRejected', { ...identityOf(parsed), rejection })
}
