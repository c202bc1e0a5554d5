import type { FileParsed, ProfileParsed, TestCount } from '@floatchat/contracts/generated/records'
import { IngestionError, permanent } from '@floatchat/contracts/IngestionError'
import type { FileId, RunId } from '@floatchat/contracts/ids'
import { type Outgoing, profilesCleaned, type profilesParsed, to } from '@floatchat/contracts/topics'
import type { Handle, PartitionContext, Received, Stage, StageContext } from '@floatchat/stage/Stage'
import type { GreyList } from './greyList/GreyList.ts'
import { judgeProfile, type Verdict } from './judgeProfile.ts'
import { RunTallies, type RunTally } from './RunTallies.ts'
import { Workspace } from './Workspace.ts'

export interface CleanerOptions {
  /** The grey list as it is now; undefined where there is none. */
  readonly greyList: () => GreyList | undefined
  /** A run of which nothing came for so long is given up. */
  readonly runIdleMs: number
  /** Told what failed in each file, once its run is closed. */
  readonly onCounts?: (counts: readonly TestCount[]) => void
}

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
  const workspace = new Workspace()

  const handle: Handle<typeof profilesParsed, typeof profilesCleaned> = async function* (message, context) {
    giveUpIdleRuns(runs, options.runIdleMs, context)
    if (message.type === 'ProfileParsed') yield* cleanProfile(message.value, message, context)
    else yield* cleanFile(message.value, context)
  }

  async function* cleanProfile(parsed: ProfileParsed, message: Message, context: StageContext): AsyncGenerator<Output> {
    const { profile_number: number, profile } = parsed
    const tally = tallyOf(runs, parsed, message, context)
    let verdict: Verdict
    try {
      // The message's own time, not the clock's: a replay judges as the first time.
      verdict = judgeProfile(profile, { now: message.timestamp, greyList: options.greyList() }, workspace)
    } catch (error) {
      const unjudgeable = toUnjudgeable(parsed, error)
      const { platform_number, cycle_number } = profile
      const rejection = { profile_number: number, platform_number, cycle_number, reason: unjudgeable.message }
      yield to(profilesCleaned, 'ProfileRejected', { ...identityOf(parsed), rejection })
      tally.seen.add(number)
      throw unjudgeable
    }
    yield to(profilesCleaned, 'ProfileCleaned', { ...identityOf(parsed), profile_number: number, profile, ...verdict })
    if (!tally.seen.has(number)) {
      tally.seen.add(number)
      tally.counts.add(verdict)
    }
    context.progress({ ...identityOf(parsed), done: tally.seen.size, total: null })
  }

  async function* cleanFile(parsed: FileParsed, context: StageContext): AsyncGenerator<Output> {
    const { file, run_id: runId } = parsed
    const { partition } = context
    const open = runs.get(partition, runId)
    const tally = parsed.void_reason === null ? open : undefined
    const seen = tally?.seen.size ?? 0
    if (parsed.void_reason === null && seen !== parsed.profiles_parsed) {
      context.log.warn(
        { seen, expected: parsed.profiles_parsed },
        'not every profile of the run was seen: its counts by test are too low',
      )
    }
    const counts = tally?.counts.toRecords() ?? []
    // One record came of every ProfileParsed. Whether all arrived is for the writer to see.
    yield to(profilesCleaned, 'FileCleaned', {
      parsed,
      profiles_cleaned: parsed.profiles_parsed,
      test_counts: counts,
    })
    dropEarlier(runs, file.file_id, runId, context)
    if (open !== undefined) {
      runs.drop(partition, runId)
      context.release(runId)
    }
    options.onCounts?.(counts)
    context.progress({
      job_id: file.job_id,
      file_id: file.file_id,
      attempt: file.attempt,
      run_id: runId,
      done: parsed.profiles_parsed,
      total: parsed.profiles_total,
    })
  }

  return {
    handle,
    idle: (context) => giveUpIdleRuns(runs, options.runIdleMs, context),
    forget: (partition) => runs.forget(partition),
  }
}

/**
 * The tally of the profile's run, opened and held at the run's first message. A newer run of the file takes the place
 * of older ones. One that is older by its id and comes later is counted beside it: the clock that the newer one has
 * its id from may have been ahead.
 */
function tallyOf(runs: RunTallies, parsed: ProfileParsed, message: Message, context: StageContext): RunTally {
  const { file_id: fileId, run_id: runId } = parsed
  const { partition } = context
  const open = runs.get(partition, runId)
  const now = performance.now()
  if (open !== undefined) {
    open.touchedAt = now
    return open
  }
  dropEarlier(runs, fileId, runId, context)
  context.hold(runId, message)
  return runs.open(partition, fileId, runId, now)
}

function dropEarlier(runs: RunTallies, fileId: FileId, runId: RunId, context: StageContext): void {
  for (const earlier of runs.earlierThan(context.partition, fileId, runId)) {
    runs.drop(context.partition, earlier.runId)
    context.release(earlier.runId)
  }
}

/** A run whose parser died is never closed; holding on to it would keep the partition's offset for ever. */
function giveUpIdleRuns(runs: RunTallies, idleMs: number, context: PartitionContext): void {
  for (const { fileId, runId, seen } of runs.idleSince(context.partition, performance.now() - idleMs)) {
    context.log.warn({ idle_file: fileId, idle_run: runId, seen: seen.size }, 'a run that was never closed is given up')
    runs.drop(context.partition, runId)
    context.release(runId)
  }
}

const identityOf = ({ job_id, file_id, attempt, run_id }: ProfileParsed) => ({ job_id, file_id, attempt, run_id })

function toUnjudgeable({ profile, profile_number: number }: ProfileParsed, error: unknown): IngestionError {
  if (error instanceof IngestionError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return permanent(
    'PROFILE_UNJUDGEABLE',
    `Profile ${number} (float ${profile.platform_number}, cycle ${profile.cycle_number}) could not be judged: ${reason}. ` +
      'It is left out; the other profiles of the file are not affected. Report it to the developers with the file.',
    error,
  )
}
