import type { FileParsed } from '@floatchat/contracts/generated/records'
import { profilesCleaned, to } from '@floatchat/contracts/topics'
import type { StageContext } from '@floatchat/stage/Stage'
import type { Cleaner, Output } from './Cleaner.ts'
import { cleanerVersion } from './cleanerVersion.ts'
import { drop, dropEarlier } from './heldRuns.ts'

/** Says what failed in the run that the FileParsed ends, and lets it go. */
export async function* closeRun(
  { options, runs, step }: Cleaner,
  parsed: FileParsed,
  context: StageContext,
): AsyncGenerator<Output> {
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
  const ownTimes = { stage: 'cleaner', began_at: tally?.beganAt ?? takenUpAt, ended_at: Date.now() } as const
  step('send')
  // One record came of every ProfileParsed. Whether all arrived is for the writer to see.
  yield to(profilesCleaned, 'FileCleaned', {
    parsed,
    profiles_cleaned: parsed.profiles_parsed,
    test_counts: counts,
    cleaner_version: cleanerVersion,
    stage_times: [...parsed.stage_times, ownTimes],
    // Of a run without profiles the list of now.
    grey_list_sha256: (tally === undefined ? options.greyListSha256?.() : tally.greyListSha256) ?? null,
  })
  step('tell')
  options.onCounts?.(counts)
  const { job_id, file_id, attempt } = file
  const [done, total] = [parsed.profiles_parsed, parsed.profiles_total]
  context.progress({ job_id, file_id, attempt, run_id: runId, done, total })
  // Last of all: whatever fails before finds the run and its counts at the next try.
  step('release')
  dropEarlier(runs, file_id, runId, context)
  if (open !== undefined) drop(runs, open, context)
}
